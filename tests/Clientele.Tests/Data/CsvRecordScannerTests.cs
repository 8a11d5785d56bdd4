using System.Text;
using Clientele.Data.Reading;
using CsCheck;

namespace Clientele.Tests.Data;

public sealed class CsvRecordScannerTests
{
    [Fact]
    public void Quoted_newlines_blank_lines_and_inner_quotes_are_told_apart()
    {
        var lines = new List<(long Logical, long Line, bool Blank)>();
        var scanner = new CsvRecordScanner((byte)',', (byte)'"', (logical, line, blank) => lines.Add((logical, line, blank)));
        scanner.Feed("a,b\n1,\"x\ny \"\"q\"\"\"\n\n2,5\" pipe\n3,z"u8);
        scanner.Complete();
        Assert.Equal([(1, 1, false), (2, 2, false), (3, 4, true), (4, 5, false), (5, 6, false)], lines);
        Assert.Equal(4, scanner.Records);
    }

    [Fact]
    public void Cutting_the_stream_anywhere_changes_nothing()
    {
        var text = "a,b\r\n\"1\"\"2\",\"x\ny\"\r\n\r\n,\"\"\r\nlast,\"q\"";
        Gen.Int[1, 12].Sample(size =>
        {
            var scanner = new CsvRecordScanner((byte)',', (byte)'"');
            foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(size))
                scanner.Feed(part);
            scanner.Complete();
            Assert.Equal((4, 5), (scanner.Records, scanner.LogicalLines));
        });
    }
}
