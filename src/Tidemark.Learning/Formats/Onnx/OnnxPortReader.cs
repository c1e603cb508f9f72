using System.Collections.Immutable;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Reads what an ONNX file says of its inputs and outputs.</summary>
internal static class OnnxPortReader
{
    public static OnnxPort Read(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var port = new OnnxPort("", OnnxElement.Unknown, default);
        while (reader.Next())
        {
            if (reader.Field == 1) port = port with { Name = reader.Text() };
            else if (reader.Field == 2) port = ReadType(reader.Bytes(), port);
            else reader.Skip();
        }
        return port;
    }

    private static OnnxPort ReadType(ReadOnlySpan<byte> message, OnnxPort port)
    {
        var type = new ProtobufReader(message);
        while (type.Next())
        {
            if (type.Field != 1)
            {
                type.Skip();
                continue;
            }
            var tensor = new ProtobufReader(type.Bytes());
            while (tensor.Next())
            {
                if (tensor.Field == 1) port = port with { Element = (OnnxElement)tensor.Integer() };
                else if (tensor.Field == 2) port = ReadShape(tensor.Bytes(), port);
                else tensor.Skip();
            }
        }
        return port;
    }

    private static OnnxPort ReadShape(ReadOnlySpan<byte> message, OnnxPort port)
    {
        var shape = new ProtobufReader(message);
        var (sizes, names) = (ImmutableArray.CreateBuilder<int?>(), ImmutableArray.CreateBuilder<string>());
        while (shape.Next())
        {
            if (shape.Field != 1)
            {
                shape.Skip();
                continue;
            }
            var dimension = new ProtobufReader(shape.Bytes());
            var (size, name) = ((int?)null, "");
            while (dimension.Next())
            {
                if (dimension.Field == 1) size = dimension.Integer() is var known and > 0 and <= int.MaxValue ? (int)known : null;
                else if (dimension.Field == 2) name = dimension.Text();
                else dimension.Skip();
            }
            sizes.Add(size);
            names.Add(name);
        }
        return port with { Shape = sizes.ToImmutable(), OpenNames = names.ToImmutable() };
    }
}
