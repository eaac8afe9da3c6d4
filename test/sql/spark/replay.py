"""Runs the statements of a corpus in Spark, with ANSI mode on and off, and compares their verdicts with the expected ones."""
import pathlib
import sys

from pyspark.sql import SparkSession


def line_of(row):
    customer, category, criterion, because = row[0], row["category"], row["criterion"], row["undetermined_because"]
    lacks = "" if because is None else f", lacks {because}"
    return f"{customer}: {category or '-'} by {criterion or '-'}{lacks}"


def is_same(expected, found):
    withheld = found.startswith(expected.split(":")[0] + ": - by -") and "more than 38 digits" in found
    unread = expected.endswith("lacks unreadable") and found.startswith(expected + ": ")
    return expected == found or withheld or unread


def steps_of(frame, *names):
    """The steps of these names in the plan of a query, the last one first."""
    lines = [line.strip(" :+-*()0123456789") for line in frame._jdf.queryExecution().executedPlan().toString().splitlines()]
    return [line for line in lines if line.startswith(names)]


def ranks_all_at_once(frame):
    """Whether a window has all rows in one partition, and so in one task."""
    steps = steps_of(frame, "Window", "Exchange")
    return any(one.startswith("Window") and "SinglePartition" in next for one, next in zip(steps, steps[1:]))


def misplanned(case, frame):
    """What is wrong with how verdicts are found."""
    most = int((case / "shuffles.txt").read_text())
    shuffles = len(steps_of(frame, "Exchange"))
    found = [f"{shuffles} shuffles, expected at most {most}"] if shuffles > most else []
    return found + (["all customers in the window of one task"] if ranks_all_at_once(frame) else [])


def keep_cuts(spark, text):
    """Puts cut points into a table; what is wrong with how they are found."""
    found = spark.sql(text)
    rows = found.collect()
    spark.createDataFrame(rows, found.schema).createOrReplaceTempView("cuts")
    return ["all customers in the window of one task"] if ranks_all_at_once(found) else []


def read_tables(spark, case):
    """Makes views of the customers, and of what is known beside them."""
    for types in case.glob("*.types"):
        table = (
            spark.read.schema(types.read_text())
            .option("header", "true")
            .option("mode", "FAILFAST")
            .option("ignoreLeadingWhiteSpace", "false")
            .option("ignoreTrailingWhiteSpace", "false")
            .csv(str(types.with_suffix(".csv")))
        )
        table.createOrReplaceTempView(types.stem)


def main(folder):
    builder = SparkSession.builder.master("local[2]").appName("agree")
    # Whatever decides how a statement is planned and run stays as it is by default, as on a cluster.
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    failed = 0
    for ansi in ("true", "false"):
        spark.conf.set("spark.sql.ansi.enabled", ansi)
        verdicts = 0
        wrong = []
        for case in sorted(pathlib.Path(folder).iterdir()):
            read_tables(spark, case)
            expected = (case / "expected.txt").read_text().splitlines()
            try:
                cuts = case / "cuts.sql"
                if cuts.exists():
                    wrong += [f"{case.name}: {text}" for text in keep_cuts(spark, cuts.read_text())]
                frame = spark.sql((case / "query.sql").read_text())
                wrong += [f"{case.name}: {text}" for text in misplanned(case, frame)]
                found = sorted(line_of(row) for row in frame.collect())
            except Exception as error:  # what Spark refuses is a difference, too
                found = [str(error).splitlines()[0][:300]]
            verdicts += len(expected)
            pairs = list(zip(sorted(expected), found))
            if len(found) != len(expected):
                wrong.append(f"{case.name}: {found[0] if found else 'no rows'}")
            wrong += [f"{case.name}: expected {one}; found {other}" for one, other in pairs if len(found) == len(expected) and not is_same(one, other)]
        print(f"Spark {spark.version}, ANSI {ansi}: {verdicts} verdicts, {len(wrong)} differences", flush=True)
        for text in wrong[:10]:
            print(f"  {text}")
        failed += len(wrong)
    spark.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
