using System.IO.Compression;
using System.Text;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Tests.Research.Training;

public sealed class TableFileTests : IDisposable
{
    private static readonly TableColumns Plain = new() { Label = "y" };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-table-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_MissingQuotedAndScientificCells_AreUnderstood()
    {
        var table = Read("\uFEFFa,\"b c\",y\r\n1.5,,0\r\n\r\nNaN,\"-2e3\",1\r\nnull, 7 ,NA\r\ntrue,NONE,1", Plain);
        Assert.Equal(["a", "b c"], table.Columns);
        Assert.Equal([1.5f, float.NaN, float.NaN, -2000f, float.NaN, 7f, 1f, float.NaN], table.Features.Read(0, 4).ToArray());
        Assert.Equal([0, 1, double.NaN, 1], table.Labels!.Values.ToArray());
        Assert.Equal([0, 1, 3], table.Labels.KnownRows());
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public void Read_OtherSeparators_AreUnderstood(char separator)
    {
        var table = Read("a,b,y\n1,2,3\n".Replace(',', separator), Plain);
        Assert.Equal([1f, 2f], table.Features.Read(0, 1).ToArray());
    }

    [Fact]
    public void Read_DroppedWeightAndLabelColumns_AreNoFeatures()
    {
        var table = Read("time,a,w,y\n2020-01-01,1,0.5,up\n2020-01-02,2,2,down\n", new TableColumns { Label = "y", Weight = "w", Drop = ["time"] });
        Assert.Equal(["a"], table.Columns);
        Assert.Equal([0.5, 2], table.Weights.ToArray());
        Assert.Equal(["up", "down"], table.Labels!.Words);
        Assert.Equal(["time"], table.Unused);
    }

    [Fact]
    public void Read_FeaturesByName_AreInTheModelsOrder()
    {
        var table = Read("extra,b,a\nx,1,2\n", new TableColumns { Features = ["a", "b"], Label = "y", IsLabelOptional = true });
        Assert.Equal([2f, 1f], table.Features.Read(0, 1).ToArray());
        Assert.Null(table.Labels);
    }

    [Fact]
    public void Read_Gzip_IsTheSameTableWithTheSameHash()
    {
        var plain = Read("a,y\n1,2\n", Plain);
        var path = Path.Combine(folder.FullName, "t.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest)) gzip.Write("a,y\n1,2\n"u8);
        var packed = TableFile.Read(path, Plain);
        Assert.Equal(plain.DataHash, packed.DataHash);
        Assert.Equal(1f, packed.Features.Read(0, 1)[0]);
    }

    [Fact]
    public void Read_TableOfManyBuffers_KeepsEveryRow()
    {
        var text = new StringBuilder("a,b,y\n");
        for (var i = 0; i < 30_000; i++) text.Append(i).Append(",0.125,").Append(i % 2).Append('\n');
        var table = Read(text.ToString(), Plain);
        Assert.Equal(30_000, table.Features.Rows);
        for (var i = 0; i < table.Features.Rows; i++) Assert.Equal(i, table.Features.Read(i, 1)[0]);
    }

    [Theory]
    [InlineData("a,y\n1,2\nx,3\n", "line 3, column 'a': 'x' is not a number; leave the column out with --drop where it is no feature")]
    [InlineData("a,y\n1,2\n1\n", "line 3: 1 cells, but the heading has 2 columns")]
    [InlineData("a,y\n1,2,3\n", "line 2: more cells than the heading has columns (2)")]
    [InlineData("a,y\n1e39,2\n", "line 2, column 'a': '1e39' is infinite or too large")]
    [InlineData("a,y\n1,0\n1,up\n", "line 3, column 'y': 'up' is not a number, as the labels before it are")]
    [InlineData("a,y\n\"1,0\n", "line 2: a quote is not closed in its line")]
    [InlineData("a,a,y\n1,1,0\n", "line 1: there are 2 columns 'a'")]
    [InlineData("a,Y\n1,1\n", "line 1: there is no column 'y' (--label); did you mean 'Y'?")]
    [InlineData("y\n1\n", "no column is left to be a feature")]
    [InlineData("a,y\n", "there is no row below the heading")]
    [InlineData("", "the file is empty")]
    public void Read_WhatCannotBeUnderstood_IsRefusedByPlace(string text, string message)
    {
        var refusal = Assert.Throws<BadInputException>(() => Read(text, Plain));
        Assert.Contains("t.csv", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    private LearningTable Read(string text, TableColumns columns)
    {
        var path = Path.Combine(folder.FullName, "t.csv");
        File.WriteAllText(path, text);
        return TableFile.Read(path, columns);
    }
}
