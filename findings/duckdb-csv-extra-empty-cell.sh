#!/usr/bin/env bash
# DuckDB 1.5.6 (DuckDB.NET.Data.Full 1.5.6.1): read_csv takes a row that has one cell more than the columns named, as long as that last cell is empty,
# and neither rejects it nor lists it in the table of rejects. The same row with a filled last cell is rejected.
# One would guess that `columns = {…}` with `store_rejects = true` names every row of another width. Whoever reads exports in which a stray delimiter
# moved the cells of a row (a comma inside an unquoted name) and whose last column is often empty gets that row with its values in the wrong columns.
# Where every row ends with a delimiter, the same leniency is what one wants: so the width of all rows has to be looked at.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > orders.csv <<'CSV'
order,customer,item,note
1,ann,mug,gift
2,bob,mug, large,
3,cy,mug,a,b
CSV
cat > look.cs <<'CS'
#:package DuckDB.NET.Data.Full@1.5.6.1
#:property PublishAot=false
using DuckDB.NET.Data;
using var connection = new DuckDBConnection("DataSource=:memory:");
connection.Open();
List<string> Rows(string sql)
{
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    var rows = new List<string>();
    while (reader.Read())
        rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetValue(i).ToString())));
    return rows;
}
Console.WriteLine("version: " + Rows("SELECT version()")[0]);
var read = Rows("""
    SELECT * FROM read_csv('orders.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
        columns = {'order': 'VARCHAR', 'customer': 'VARCHAR', 'item': 'VARCHAR', 'note': 'VARCHAR'},
        ignore_errors = true, store_rejects = true, rejects_table = 'bad', rejects_scan = 'bad_scan', rejects_limit = 0)
    """);
var rejected = Rows("SELECT line, CAST(error_type AS VARCHAR) FROM bad");
Console.WriteLine("read:     " + string.Join("   ;   ", read));
Console.WriteLine("rejected: " + string.Join("   ;   ", rejected));
return read.Count == 2 && read[1] == "2 | bob | mug |  large" && rejected is ["4 | TOO MANY COLUMNS"] ? 0 : 1;
CS
dotnet run look.cs || { echo "changed: the row of five cells with an empty last one is not taken silently any more"; exit 1; }
echo "as seen: line 3 has five cells for four columns, the last one empty, and was read without a word; line 4, five filled cells, was rejected"
