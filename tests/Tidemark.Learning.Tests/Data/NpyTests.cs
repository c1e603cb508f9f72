using System.Text;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tests.Data;

public class NpyTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        StateTensor[] arrays =
        [
            StateTensor.Of<float>([2, 3], [1, float.NaN, 3, 4, 5, -0f]),
            StateTensor.Of<double>([2], [Math.PI, double.NegativeInfinity]),
            StateTensor.Of<int>([], [-7]),
            StateTensor.Of<long>([1, 1, 2], [long.MinValue, 3]),
            StateTensor.Of<byte>([0, 5], []),
        ];
        foreach (var array in arrays)
        {
            var stream = new MemoryStream();
            Npy.Write(stream, array);
            stream.Position = 0;
            var read = Npy.Read(stream, "array");
            Assert.Equal((array.Element, array.Bytes.ToArray()), (read.Element, read.Bytes.ToArray()), (left, right) => left.Element == right.Element && left.Item2.SequenceEqual(right.Item2));
            Assert.Equal(array.Shape, read.Shape);
        }
    }

    [Fact]
    public void Write_Header_IsWhatNumPyWrites()
    {
        var stream = new MemoryStream();
        Npy.Write(stream, StateTensor.Of<float>([2, 1], [1, 2]));
        var bytes = stream.ToArray();
        Assert.Equal([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0], bytes[..10]);
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }", Encoding.ASCII.GetString(bytes, 10, 118).TrimEnd());
        Assert.Equal(((byte)'\n', 128 + 8), (bytes[127], bytes.Length));
    }

    [Theory]
    [InlineData(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData(1, "{\"shape\":(1,),\"fortran_order\":True,\"descr\":\"<f4\"}")]
    [InlineData(2, "{'descr': '<f4', 'fortran_order': False, 'shape': (1L,), }                \n")]
    [InlineData(3, "{'descr': '<f4', 'fortran_order': False, 'shape': (), }")]
    public void Read_HeadersOfOtherVersions_AreUnderstood(byte version, string header) =>
        Assert.Equal([1f], Npy.Read(new MemoryStream(FileOf(version, header, 0, 0, 128, 63)), "array").Values<float>().ToArray());

    [Theory]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "array holds elements of type '>f4'")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", "fortran_order")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "array is 71 bytes long; its shape (2) needs 75: it is cut")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }", "it has more at its end")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999,), }", "too large")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 9), }", "too large")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "a whole number from 0 is expected")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }", "True or False is expected")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "named columns")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "shape is missing")]
    [InlineData("{'descr': '<f4', 'descr': '<f4'}", "the key 'descr' is not expected")]
    [InlineData("{'descr': '<f4", "a text in quotes is expected")]
    [InlineData("", "'{' is expected")]
    public void Read_WhatCannotBeRead_IsNamed(string header, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Npy.Read(new MemoryStream(FileOf(1, header, 0, 0, 128, 63)), "array")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var stream = new MemoryStream();
        Npy.Write(stream, StateTensor.Of<float>([2], [1, 2]));
        var bytes = stream.ToArray();
        for (var length = 0; length < bytes.Length; length++)
            Assert.StartsWith("array", Assert.Throws<InvalidDataException>(() => Npy.Read(new MemoryStream(bytes[..length]), "array")).Message, StringComparison.Ordinal);
    }

    private static byte[] FileOf(byte version, string header, params byte[] numbers)
    {
        byte[] length = version == 1 ? [(byte)header.Length, 0] : [(byte)header.Length, 0, 0, 0];
        return [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. numbers];
    }
}
