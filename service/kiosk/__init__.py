"""The client's side: one sitting, one question at a time. Its own app, its own cookie, no staff routes."""
