"""Quotes of articles over Spark: `spark-submit quotes_with_spark.py articles.parquet quotes.parquet`.

The package has to be where the workers are: in their environment, or sent with `--archives`. Each task starts one process
of the program and feeds it the articles of its partition; partitions of some thousand articles are a good size.
"""

import sys

from dixit.spark import quotes
from pyspark.sql import DataFrame, SparkSession, functions as f


def counted(found: DataFrame) -> DataFrame:
    """Who is quoted most."""
    told = found.where(f.col("problem").isNull()).groupBy("speaker_name").count()
    return told.orderBy(f.col("count").desc())


if __name__ == "__main__":
    spark = SparkSession.builder.appName("quotes").getOrCreate()
    read = spark.read.json if sys.argv[1].endswith(".jsonl") else spark.read.parquet
    quotes(read(sys.argv[1]), doc="doc", outlet="outlet", model="quick").write.parquet(sys.argv[2])
    found = spark.read.parquet(sys.argv[2])
    counted(found).show(20)
    found.where(f.col("problem").isNotNull()).select("doc", "problem").show(20, truncate=False)
