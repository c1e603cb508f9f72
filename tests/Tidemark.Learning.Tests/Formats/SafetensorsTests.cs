using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;

namespace Tidemark.Learning.Tests.Formats;

public class SafetensorsTests
{
    private static readonly ModelState Sample = new()
    {
        Kind = "sample",
        Settings = new JsonObject { ["window"] = 60, ["text"] = "naïve \"quoted\"", ["layers"] = new JsonArray(50, 50) },
        Tensors = new Dictionary<string, StateTensor>
        {
            ["z.weight"] = StateTensor.Of<float>([2, 3], [1, -2.5f, float.Epsilon, float.MaxValue, float.NaN, -0f]),
            ["a.bytes"] = StateTensor.Of<byte>([3], [0, 127, 255]),
            ["wide"] = StateTensor.Of<double>([1, 2], [Math.PI, double.NegativeInfinity]),
            ["count"] = StateTensor.Of<int>([], [-7]),
            ["long"] = StateTensor.Of<long>([2], [long.MinValue, 3]),
            ["none"] = StateTensor.Of<float>([0, 4], []),
        },
    };

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var read = Safetensors.Read(new MemoryStream(Bytes(Sample)), "here");
        Assert.Equal("sample", read.Kind);
        Assert.Equal(Sample.Settings.ToJsonString(), read.Settings.ToJsonString());
        Assert.Equal(Sample.Tensors.Keys.Order(StringComparer.Ordinal), read.Tensors.Keys);
        foreach (var (name, tensor) in Sample.Tensors)
        {
            Assert.Equal(tensor.Element, read.Tensors[name].Element);
            Assert.Equal(tensor.Shape, read.Tensors[name].Shape);
            Assert.Equal(tensor.Bytes.ToArray(), read.Tensors[name].Bytes.ToArray());
        }
    }

    [Fact]
    public void Write_SameModelInOtherOrder_IsTheSameBytes()
    {
        var other = Sample with { Tensors = Sample.Tensors.Reverse().ToDictionary() };
        Assert.Equal(Bytes(Sample), Bytes(other));
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(Bytes(Sample)) % 8);
    }

    [Fact]
    public void Write_ToAPath_ReplacesTheFileAndLeavesNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("tidemark-safetensors");
        try
        {
            var path = Path.Combine(folder.FullName, "model.safetensors");
            File.WriteAllText(path, "old");
            Safetensors.Write(path, Sample);
            Assert.Equal(Bytes(Sample), File.ReadAllBytes(path));
            Assert.Equal("sample", Safetensors.Read(path).Kind);
            Assert.Throws<ArgumentException>(() => Safetensors.Write(path, Sample with { Tensors = new Dictionary<string, StateTensor> { ["__metadata__"] = StateTensor.Of<byte>([1]) } }));
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
            Assert.Equal("sample", Safetensors.Read(path).Kind);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void ReadTensors_HalfPrecision_IsWidened()
    {
        var bytes = FileOf(
            """{"h":{"dtype":"F16","shape":[3],"data_offsets":[0,6]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[6,10]}}   """,
            0x00, 0x3C, 0x00, 0xC1, 0x01, 0x00, 0x80, 0x3F, 0x49, 0x40);
        var tensors = Safetensors.ReadTensors(new MemoryStream(bytes), "half").Tensors;
        Assert.Equal([1f, -2.5f, MathF.Pow(2, -24)], tensors["h"].Values<float>().ToArray());
        Assert.Equal([1f, 3.140625f], tensors["b"].Values<float>().ToArray());
    }

    [Fact]
    public void Read_FileOfAnotherProgram_SaysThatItHoldsNoModel()
    {
        var bytes = FileOf("""{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 0, 0, 128, 63);
        Assert.Equal([1f], Safetensors.ReadTensors(new MemoryStream(bytes), "w").Tensors["w"].Values<float>().ToArray());
        Assert.StartsWith("w.safetensors holds tensors, but no model of this program", Refusal(bytes, "w.safetensors"), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NewerVersion_IsRefused()
    {
        var bytes = FileOf("""{"__metadata__":{"tidemark.kind":"lstm","tidemark.settings":"{}","tidemark.version":"2"}}""");
        Assert.Contains("version '2'", Refusal(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'w' of shape [2] needs 8 bytes, its data_offsets hold 4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "tensor 'w' ends at byte 8 of the numbers, but there are 4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "1 bytes follow the last tensor")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'w' begins at byte 4 of the numbers, but the one before it ends at 0")]
    [InlineData("""{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "begins at byte 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'w' twice")]
    [InlineData("""{"w":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "tensor 'w' is of type 'F8_E4M3'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}""", 0, "too large")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,0]}}""", 0, "too large")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "shape holds -1")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "shape holds 1.5")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "data_offsets are not a begin and an end")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "data_offsets are not a begin and an end")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""", 4, "has no data_offsets")]
    [InlineData("""{"w":{"dtype":1,"shape":[1],"data_offsets":[0,4]}}""", 4, "has no dtype")]
    [InlineData("""{"w":3}""", 0, "tensor 'w' is not a JSON object")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "'a' is not a text")]
    [InlineData("""{"__metadata__":[]}""", 0, "__metadata__ is not a JSON object")]
    [InlineData("[]", 0, "the header is not a JSON object")]
    [InlineData("", 0, "the header is not a JSON object")]
    [InlineData("{\"w\":", 0, "the header is not JSON")]
    [InlineData("{\"w\":[[[[[[[[[[[[1]]]]]]]]]]]]}", 0, "the header is not JSON")]
    [InlineData("""{"__metadata__":{"tidemark.kind":"x","tidemark.settings":"[]","tidemark.version":"1"}}""", 0, "tidemark.settings is not a JSON object")]
    [InlineData("""{"__metadata__":{"tidemark.kind":"x","tidemark.settings":"{","tidemark.version":"1"}}""", 0, "tidemark.settings is not JSON")]
    public void Read_DamagedFile_NamesThePlace(string header, int numbers, string expected) =>
        Assert.Contains(expected, Refusal(FileOf(header, new byte[numbers])), StringComparison.Ordinal);

    [Fact]
    public void Read_HeaderNotText_IsRefused()
    {
        var bytes = FileOf("{\"ab\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", 0, 0, 0, 0);
        bytes[10] = 0xFF;
        Assert.StartsWith("m: ", Refusal(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(100_000_001UL)]
    [InlineData(1000UL)]
    public void Read_HeaderLongerThanTheFile_CostsNoMemory(ulong promised)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, promised);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var bytes = Bytes(Sample);
        for (var length = 0; length < bytes.Length; length++) Assert.StartsWith("m: ", Refusal(bytes[..length]), StringComparison.Ordinal);
    }

    private static string Refusal(byte[] bytes, string name = "m") => Assert.Throws<InvalidDataException>(() => Safetensors.Read(new MemoryStream(bytes), name)).Message;

    private static byte[] Bytes(ModelState state)
    {
        var stream = new MemoryStream();
        Safetensors.Write(stream, state);
        return stream.ToArray();
    }

    private static byte[] FileOf(string header, params byte[] numbers)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + numbers.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        numbers.CopyTo(bytes, 8 + text.Length);
        return bytes;
    }
}
