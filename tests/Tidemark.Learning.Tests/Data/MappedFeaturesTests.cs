using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tests.Data;

public sealed class MappedFeaturesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-mapped");

    private string FilePath => Path.Combine(folder.FullName, "features.npy");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Open_RowsWrittenOneByOne_GivesThemAsTheyLie()
    {
        WriteRows(1000, 3);
        using var features = MappedFeatures.Open(FilePath);
        Assert.Equal((1000, 3), (features.Rows, features.Columns));
        Assert.Equal([21f, 22, 23, 24, 25, 26], features.Read(7, 2).ToArray());
        Assert.Equal([2997f, 2998, 2999], features.Read(999, 1).ToArray());
        Assert.Empty(features.Read(1000, 0).ToArray());
        Assert.Equal(Npy.Read(FilePath).Values<float>().ToArray(), features.Read(0, 1000).ToArray());
    }

    [Fact]
    public void Read_OutsideTheTable_IsRefused()
    {
        WriteRows(10, 2);
        var features = MappedFeatures.Open(FilePath);
        Assert.Throws<ArgumentOutOfRangeException>(() => features.Read(-1, 2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => features.Read(9, 2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => features.Read(0, int.MaxValue).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => features.Read(0, -1).Length);
        features.Dispose();
        features.Dispose();
        Assert.Throws<ObjectDisposedException>(() => features.Read(0, 1).Length);
    }

    [Fact]
    public void Open_NoRows_IsAnEmptyTable()
    {
        WriteRows(0, 4);
        using var features = MappedFeatures.Open(FilePath);
        Assert.Equal((0, 4, 0), (features.Rows, features.Columns, features.Read(0, 0).Length));
    }

    [Fact]
    public void Open_NotATableOfFloats_SaysWhatItIs()
    {
        Npy.Write(FilePath, StateTensor.Of<double>([1, 2], [1, 2]));
        Assert.Contains("holds Float64; features are 32-bit floats", Assert.Throws<InvalidDataException>(() => MappedFeatures.Open(FilePath)).Message, StringComparison.Ordinal);
        Npy.Write(FilePath, StateTensor.Of<float>([2], [1, 2]));
        Assert.Contains("has the shape (2); features are [rows, columns]", Assert.Throws<InvalidDataException>(() => MappedFeatures.Open(FilePath)).Message, StringComparison.Ordinal);
        WriteRows(10, 2);
        using (var stream = File.OpenWrite(FilePath)) stream.SetLength(stream.Length - 1);
        Assert.Contains("it is cut", Assert.Throws<InvalidDataException>(() => MappedFeatures.Open(FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RowWriter_NotCompleted_LeavesTheOldFileAndNothingElse()
    {
        WriteRows(5, 1);
        using (var writer = new NpyRowWriter(FilePath, 1)) writer.Append([1, 2, 3]);
        using var features = MappedFeatures.Open(FilePath);
        Assert.Equal(5, features.Rows);
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Read_LargeFile_CostsNoManagedMemory()
    {
        const int rows = 400_000;
        WriteRows(rows, 16);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var features = MappedFeatures.Open(FilePath);
        var sum = 0.0;
        for (var row = 59; row < rows; row += 7) sum += features.Read(row - 59, 60)[^1];
        Assert.True(sum > 0);
        // 25.6 MB of numbers; opening the file costs its buffers and no more.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private void WriteRows(int rows, int columns)
    {
        using var writer = new NpyRowWriter(FilePath, columns);
        var row = new float[columns];
        for (var i = 0; i < rows; i++)
        {
            for (var column = 0; column < columns; column++) row[column] = i * columns + column;
            writer.Append(row);
        }
        writer.Complete();
    }
}
