"""Alembic's entry: runs the migrations on the connection that `service.migrate` hands over."""

from alembic import context

from service.migrate import ALL_TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=ALL_TABLES,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
