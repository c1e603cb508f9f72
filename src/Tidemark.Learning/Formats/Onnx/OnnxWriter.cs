using System.Runtime.InteropServices;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Writes a graph as an ONNX file.</summary>
internal static class OnnxWriter
{
    /// <summary>The version of the file format that goes with operator set 17.</summary>
    private const int FormatVersion = 8;

    public static byte[] Write(OnnxGraph graph)
    {
        var model = new ProtobufWriter();
        model.Integer(1, FormatVersion);
        model.Text(2, graph.Producer);
        model.Message(7, writer => WriteGraph(writer, graph));
        // ONNX's own operators are of the empty domain, which goes unsaid.
        model.Message(8, set => set.Integer(2, graph.OperatorSet));
        foreach (var (key, word) in graph.Metadata)
            model.Message(14, entry =>
            {
                entry.Text(1, key);
                entry.Text(2, word);
            });
        return model.Written.ToArray();
    }

    private static void WriteGraph(ProtobufWriter writer, OnnxGraph graph)
    {
        foreach (var node in graph.Nodes) writer.Message(1, inner => WriteNode(inner, node));
        writer.Text(2, graph.Name);
        foreach (var (name, tensor) in graph.Constants) writer.Message(5, inner => WriteTensor(inner, name, tensor));
        foreach (var port in graph.Inputs) writer.Message(11, inner => WritePort(inner, port));
        foreach (var port in graph.Outputs) writer.Message(12, inner => WritePort(inner, port));
    }

    private static void WriteNode(ProtobufWriter writer, OnnxNode node)
    {
        foreach (var name in node.Inputs) writer.Element(1, name);
        foreach (var name in node.Outputs) writer.Element(2, name);
        writer.Text(3, node.Name);
        writer.Text(4, node.Operator);
        foreach (var attribute in node.Attributes) writer.Message(5, inner => WriteAttribute(inner, attribute));
        writer.Text(7, node.Domain);
    }

    private static void WriteAttribute(ProtobufWriter writer, OnnxAttribute attribute)
    {
        writer.Text(1, attribute.Name);
        int type;
        if (attribute.Number is { } number)
        {
            writer.Single(2, number);
            type = 1;
        }
        else if (attribute.Integer is { } integer)
        {
            writer.Integer(3, integer);
            type = 2;
        }
        else if (attribute.Text is { } text)
        {
            writer.Element(4, text);
            type = 3;
        }
        else if (attribute.Tensor is { } tensor)
        {
            writer.Message(5, inner => WriteTensor(inner, "", tensor));
            type = 4;
        }
        else if (attribute.Numbers.Length > 0)
        {
            foreach (var one in attribute.Numbers) writer.Single(7, one);
            type = 6;
        }
        else if (attribute.Texts.Length > 0)
        {
            foreach (var one in attribute.Texts) writer.Element(9, one);
            type = 8;
        }
        else
        {
            foreach (var one in attribute.Integers) writer.Integer(8, one);
            type = 7;
        }
        writer.Integer(20, type);
    }

    private static void WriteTensor(ProtobufWriter writer, string name, OnnxTensor tensor)
    {
        foreach (var size in tensor.Shape) writer.Integer(1, size);
        writer.Integer(2, (long)(tensor.Floats is null ? OnnxElement.Int64 : OnnxElement.Float));
        writer.Text(8, name);
        writer.Bytes(9, tensor.Floats is { } floats ? MemoryMarshal.AsBytes<float>(floats) : MemoryMarshal.AsBytes<long>(tensor.Integers));
    }

    private static void WritePort(ProtobufWriter writer, OnnxPort port)
    {
        writer.Text(1, port.Name);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, (long)port.Element);
            tensor.Message(2, shape =>
            {
                for (var i = 0; i < port.Shape.Length; i++)
                {
                    var (size, name) = (port.Shape[i], i < port.OpenNames.Length ? port.OpenNames[i] : "");
                    shape.Message(1, dimension =>
                    {
                        if (size is { } known) dimension.Integer(1, known);
                        else dimension.Text(2, name);
                    });
                }
            });
        }));
    }
}
