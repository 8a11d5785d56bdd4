#!/usr/bin/env bash
# DuckDB 1.5.6 (DuckDB.NET.Data.Full 1.5.6.1): a date with a year of two digits is read, without an error, as a year of the first century. %Y in strptime
# takes one to four digits, unlike %Y in Python's strptime, and a plain TRY_CAST to TIMESTAMP reads 01/05/24 as the first year.
# One would guess NULL, as for other text that does not fit. Whoever loads exports of Etsy, Square, American spreadsheets and tills (5/1/24) with a
# pattern for four digits, or with a cast, gets every order two thousand years early: recency, spans and cohorts are wrong and nothing is rejected.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > look.cs <<'CS'
#:package DuckDB.NET.Data.Full@1.5.6.1
#:property PublishAot=false
using DuckDB.NET.Data;
using var connection = new DuckDBConnection("DataSource=:memory:");
connection.Open();
string One(string expression)
{
    using var command = connection.CreateCommand();
    command.CommandText = $"SELECT coalesce(CAST({expression} AS VARCHAR), 'NULL')";
    var value = (string)command.ExecuteScalar()!;
    Console.WriteLine($"{expression,-58} {value}");
    return value;
}
One("version()");
var four = One("try_strptime('01/05/24', '%m/%d/%Y')");
var two = One("try_strptime('01/05/24', '%m/%d/%y')");
var cast = One("TRY_CAST('01/05/24' AS TIMESTAMP)");
return four == "0024-01-05 00:00:00" && two == "2024-01-05 00:00:00" && cast == "0001-05-24 00:00:00" ? 0 : 1;
CS
dotnet run look.cs || { echo "changed: see the values above"; exit 1; }
echo "as seen: %Y takes two digits for the year 24, and a cast reads them as month, day and year 1"
