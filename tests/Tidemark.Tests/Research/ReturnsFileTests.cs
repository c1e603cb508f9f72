using System.IO.Compression;
using System.Text;
using Tidemark.Research.ReturnSeries;

namespace Tidemark.Tests.Research;

public sealed class ReturnsFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-returns-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("time,return,bench\n2024-01-01,0.01,0.02\n2024-01-02,-0.5,1e-3\n")]
    [InlineData("\uFEFFtime;Return;BENCH\r\n2024-01-01;0.01;0.02\r\n\r\n2024-01-02;-0.5;1e-3")]
    [InlineData("\"return\"\t\"bench\"\n0.01\t0.02\n\"-0.5\"\t1e-3\n")]
    public void Load_CommasSemicolonsTabs_ReadsTheColumns(string text)
    {
        var file = ReturnsFile.Load(Write("a.csv", text), "return", "bench");
        Assert.Equal([0.01, -0.5], file.Returns);
        Assert.Equal([0.02, 0.001], file.Benchmark!);
        Assert.Equal(0, file.SkippedRows);
    }

    [Fact]
    public void Load_EmptyAndNaNCells_LeavesThoseRowsOutOfBoth()
    {
        var file = ReturnsFile.Load(Write("a.csv", "return,bench\n,0.1\nnan,0.2\n0.3,\n0.4,0.5\n"), "return", "bench");
        Assert.Equal([0.4], file.Returns);
        Assert.Equal([0.5], file.Benchmark!);
        Assert.Equal(3, file.SkippedRows);
    }

    [Fact]
    public void Load_Gzip_IsReadAndATruncatedOneRefused()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes("return\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"0.{i * 7919 % 100003}\n"))));
        var whole = Path.Combine(folder.FullName, "whole.csv.gz");
        File.WriteAllBytes(whole, memory.ToArray());
        Assert.Equal(5000, ReturnsFile.Load(whole, "return", null).Returns.Length);
        var plainText = Write("plain.csv.gz", "return\n0.1\n");
        Assert.Contains(plainText, Refusal(plainText, "return"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("time,return\n", "no row has a return in column 'return'")]
    [InlineData("time,retrun\n1,0.1\n", "there is no column 'return' (columns: time, retrun); did you mean 'retrun'?")]
    [InlineData("time,return\n1,0.1\n2,abc\n", "line 3: 'return' is 'abc', which is not a number")]
    [InlineData("time,return\n1,0.1\n2\n", "line 3: 1 columns, but the header has 2")]
    [InlineData("time,return\n1,Infinity\n", "line 2: 'return' is not finite")]
    [InlineData("time,return\n1,1e999\n", "line 2: 'return' is not finite")]
    public void Load_BadContent_NamesFileLineAndReason(string text, string reason)
    {
        var path = Write("bad.csv", text);
        var message = Refusal(path, "return");
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.EndsWith(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FolderOrMissingFile_IsRefused()
    {
        Assert.EndsWith("is a folder, not a file of returns", Refusal(folder.FullName, "return"), StringComparison.Ordinal);
        Assert.EndsWith("there is no such file", Refusal(Path.Combine(folder.FullName, "none.csv"), "return"), StringComparison.Ordinal);
    }

    private static string Refusal(string path, string column) => Assert.Throws<BadInputException>(() => ReturnsFile.Load(path, column, null)).Message;

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
