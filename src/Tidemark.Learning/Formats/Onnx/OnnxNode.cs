using System.Collections.Immutable;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>One operation of a graph. An empty name among the inputs is one that is left out.</summary>
internal sealed record OnnxNode(string Operator, ImmutableArray<string> Inputs, ImmutableArray<string> Outputs)
{
    public string Name { get; init; } = "";

    /// <summary>Empty for ONNX's own operators.</summary>
    public string Domain { get; init; } = "";

    public ImmutableArray<OnnxAttribute> Attributes { get; init; } = [];

    public OnnxAttribute? Find(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);

    public long Integer(string name, long otherwise) => Find(name)?.Integer ?? otherwise;

    public float Number(string name, float otherwise) => Find(name)?.Number ?? otherwise;

    public string Text(string name, string otherwise) => Find(name)?.Text ?? otherwise;

    public ImmutableArray<long> Integers(string name) => Find(name)?.Integers ?? [];

    /// <summary>For messages: <c>LSTM '/rnn/LSTM'</c>, or by what it makes where it has no name.</summary>
    public override string ToString() => Name.Length > 0 ? $"{Operator} '{Name}'" : $"{Operator} that makes '{Outputs.FirstOrDefault()}'";
}
