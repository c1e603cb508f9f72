using System.Collections.Immutable;
using System.Text;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Reads an ONNX file, of whoever wrote it.</summary>
internal static class OnnxReader
{
    /// <exception cref="InvalidDataException">The file is damaged, or holds what cannot be read; the message names it.</exception>
    public static OnnxGraph Read(ReadOnlySpan<byte> file, string name)
    {
        try
        {
            return ReadModel(file);
        }
        catch (Exception failure) when (failure is InvalidDataException or OverflowException or DecoderFallbackException)
        {
            throw new InvalidDataException($"{name} cannot be read as ONNX: {failure.Message}");
        }
    }

    private static OnnxGraph ReadModel(ReadOnlySpan<byte> file)
    {
        var reader = new ProtobufReader(file);
        var producer = "";
        var set = 0;
        OnnxGraph? graph = null;
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Next())
        {
            if (reader.Field == 2) producer = reader.Text();
            else if (reader.Field == 7) graph = ReadGraph(reader.Bytes());
            else if (reader.Field == 8)
            {
                var (domain, version) = ReadPair(reader.Bytes());
                if (domain is "" or "ai.onnx") set = checked((int)version);
            }
            else if (reader.Field == 14)
            {
                var (key, word) = ReadEntry(reader.Bytes());
                metadata[key] = word;
            }
            else reader.Skip();
        }
        if (graph is null || set == 0) throw new InvalidDataException("it holds no graph of ONNX operators");
        return graph with { OperatorSet = set, Producer = producer, Metadata = metadata.ToImmutable() };
    }

    private static OnnxGraph ReadGraph(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var nodes = ImmutableArray.CreateBuilder<OnnxNode>();
        var inputs = ImmutableArray.CreateBuilder<OnnxPort>();
        var outputs = ImmutableArray.CreateBuilder<OnnxPort>();
        var constants = ImmutableSortedDictionary.CreateBuilder<string, OnnxTensor>(StringComparer.Ordinal);
        var name = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    nodes.Add(ReadNode(reader.Bytes()));
                    break;
                case 2:
                    name = reader.Text();
                    break;
                case 5:
                    var (constant, tensor) = OnnxTensorReader.Read(reader.Bytes());
                    constants[constant] = tensor;
                    break;
                case 11:
                    inputs.Add(OnnxPortReader.Read(reader.Bytes()));
                    break;
                case 12:
                    outputs.Add(OnnxPortReader.Read(reader.Bytes()));
                    break;
                case 15:
                    throw new InvalidDataException("sparse constants are not supported");
                default:
                    reader.Skip();
                    break;
            }
        }
        return new OnnxGraph { OperatorSet = 0, Name = name, Nodes = nodes.ToImmutable(), Constants = constants.ToImmutable(), Inputs = inputs.ToImmutable(), Outputs = outputs.ToImmutable() };
    }

    private static OnnxNode ReadNode(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var (inputs, outputs) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        var attributes = ImmutableArray.CreateBuilder<OnnxAttribute>();
        var (name, type, domain) = ("", "", "");
        while (reader.Next())
        {
            if (reader.Field == 1) inputs.Add(reader.Text());
            else if (reader.Field == 2) outputs.Add(reader.Text());
            else if (reader.Field == 3) name = reader.Text();
            else if (reader.Field == 4) type = reader.Text();
            else if (reader.Field == 5) attributes.Add(ReadAttribute(reader.Bytes()));
            else if (reader.Field == 7) domain = reader.Text();
            else reader.Skip();
        }
        return new OnnxNode(type, inputs.ToImmutable(), outputs.ToImmutable()) { Name = name, Domain = domain == "ai.onnx" ? "" : domain, Attributes = attributes.ToImmutable() };
    }

    private static OnnxAttribute ReadAttribute(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var attribute = new OnnxAttribute("");
        var (numbers, integers) = (new List<float>(), new List<long>());
        var texts = new List<string>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    attribute = attribute with { Name = reader.Text() };
                    break;
                case 2:
                    attribute = attribute with { Number = reader.Single() };
                    break;
                case 3:
                    attribute = attribute with { Integer = reader.Integer() };
                    break;
                case 4:
                    attribute = attribute with { Text = reader.Text() };
                    break;
                case 5:
                    attribute = attribute with { Tensor = OnnxTensorReader.Read(reader.Bytes()).Tensor };
                    break;
                case 6 or 11:
                    attribute = attribute with { IsGraph = true };
                    reader.Skip();
                    break;
                case 7:
                    reader.Singles(numbers);
                    break;
                case 8:
                    reader.Integers(integers);
                    break;
                case 9:
                    texts.Add(reader.Text());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return attribute with { Numbers = [.. numbers], Integers = [.. integers], Texts = [.. texts] };
    }

    private static (string Domain, long Version) ReadPair(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var (domain, version) = ("", 0L);
        while (reader.Next())
        {
            if (reader.Field == 1) domain = reader.Text();
            else if (reader.Field == 2) version = reader.Integer();
            else reader.Skip();
        }
        return (domain, version);
    }

    private static (string Key, string Word) ReadEntry(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var (key, word) = ("", "");
        while (reader.Next())
        {
            if (reader.Field == 1) key = reader.Text();
            else if (reader.Field == 2) word = reader.Text();
            else reader.Skip();
        }
        return (key, word);
    }
}
