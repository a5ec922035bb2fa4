"""The measured inputs as a table."""

from statistics import median

from bench.scale.cells import Row, as_ms, as_size, table
from bench.scale.inputs import Inputs


def inputs_table(inputs: Inputs) -> str:
    click, bulk = inputs.click, inputs.bulk
    ranked = sorted(inputs.first_sound)
    waited = inputs.longest_until_a_bulk_job_gave_way
    rows: list[Row] = [
        ("article", f"{inputs.characters:,.0f} characters, {inputs.seconds:.0f} s of audio"),
        (
            "click, idle: median and worst of the first sound",
            f"{as_ms(ranked[len(ranked) // 2])}; {as_ms(ranked[-1])} ({len(ranked)} clicks)",
        ),
        ("of which until the response that names the audio", as_ms(median(inputs.accept))),
        (
            "click beside a bulk job on the only worker",
            f"{as_ms(median(inputs.busy_first_sound))}; {as_ms(max(inputs.busy_first_sound))}",
        ),
        ("longest time until a bulk job gave way", as_ms(waited)),
        ("of which to change to another job, on average", as_ms(inputs.turnover)),
        ("click on finished audio", as_ms(median(inputs.cached_first_sound))),
        *(
            (
                f"worker, article of a {name}: processor seconds",
                f"{cost.begin:.3f} + {1000 * cost.per_second:.2f} / 1000 × seconds of audio + "
                f"{cost.end:.3f}; on {cost.cores:.2f} processors",
            )
            for name, cost in (("click", click), ("publisher", bulk))
        ),
        (
            "worker, audio from the sentence cache",
            f"{1000 * inputs.cached_per_second:.2f} / 1000 × seconds of audio",
        ),
        *(
            (
                f"{name}: web; Redis; commands; Redis bytes in and out",
                f"{1000 * cost.web:.1f} ms; {1000 * cost.redis:.1f} ms; {cost.commands:.0f}; "
                f"{as_size(cost.received)}, {as_size(cost.sent)}",
            )
            for name, cost in (
                ("new click", inputs.new_click),
                ("published article", inputs.publish),
                ("click on finished audio", inputs.cached_click),
            )
        ),
        (
            "Redis commands a second, idle",
            f"{inputs.idle.commands:.0f}, and "
            f"{inputs.worker_idle_commands:.0f} for each further worker",
        ),
        (
            "connections to Redis",
            f"{inputs.worker_connections:.0f} of a worker, "
            f"{inputs.other_connections:.0f} of the web and the publish process",
        ),
        ("store", f"{as_size(inputs.store_bytes)} in {inputs.store_files:.0f} files an article"),
        ("processors that other processes used meanwhile", f"{inputs.others:.2f}"),
    ]
    return table(("what", "measured"), rows)
