"""The figures of a simulation as a table for the screen."""

from typing import Any

ROWS = (
    ("items asked, on average", "length", "{:.1f}"),
    ("bias (logits)", "bias", "{:+.3f}"),
    ("RMSE (logits)", "rmse", "{:.3f}"),
    ("standard error (logits)", "se", "{:.3f}"),
    ("68 % interval holds the truth (%)", "coverage_68", "{:.1f}"),
    ("95 % interval holds the truth (%)", "coverage_95", "{:.1f}"),
    ("reliability", "reliability", "{:.3f}"),
    ("in the right band (%)", "bands_right", "{:.1f}"),
)
#: How many of the most seen items are named.
NAMED = 5


def as_table(figures: dict[str, Any]) -> str:
    """Adaptive beside the full bank, then by true ability, then how the items were used."""
    adaptive, full = figures["adaptive"], figures["full_bank"]
    lines = [
        f"{figures['module']} {figures['version']}: {figures['n']} made-up people, seed {figures['seed']}",
        "",
        f"{'':36}{'adaptive':>10}{'full bank':>11}",
        *(f"{words:36}{form.format(adaptive[key]):>10}{form.format(full[key]):>11}" for words, key, form in ROWS),
        f"{'share of the bank (%)':36}{adaptive['length_share']:>10.1f}{100:>11.1f}",
        _least(figures),
        "",
        f"Right answers: {figures['right_answers']:.0f} %. Ended by: {_counted(figures['endings'])}.",
        "",
        f"{'true ability':>14}{'n':>7}{'items':>8}{'bias':>9}{'RMSE':>8}{'full bank':>11}{'68 %':>8}{'95 %':>8}",
        *(_group(row) for row in figures["by_ability"]),
        "",
        _exposure(figures["exposure"]),
    ]
    return "\n".join(lines) + "\n"


def _least(figures: dict[str, Any]) -> str:
    least = figures["least_rmse"]
    words = f"RMSE, at best with {least['share']:.0f} % of it"
    return f"{words:36}{least['rmse']:>10.3f}{figures['least_rmse_full_bank']:>11.3f}"


def _group(row: dict[str, Any]) -> str:
    low, high = ("" if row[end] is None else f"{row[end]:+.0f}" for end in ("from", "to"))
    return (
        f"{low:>5} … {high:<6}{row['n']:>7}{row['length']:>8.1f}{row['bias']:>+9.3f}{row['rmse']:>8.3f}"
        f"{row['rmse_full_bank']:>11.3f}{row['coverage_68']:>8.1f}{row['coverage_95']:>8.1f}"
    )


def _counted(endings: dict[str, int]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in endings.items())


def _exposure(exposure: dict[str, float]) -> str:
    most = sorted(exposure.items(), key=lambda pair: -pair[1])[:NAMED]
    never = sum(share == 0 for share in exposure.values())
    named = ", ".join(f"{name} {share:.0f} %" for name, share in most)
    return f"Seen most: {named}. Seen by nobody: {never} of {len(exposure)} items."
