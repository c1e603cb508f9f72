using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;

namespace Tidemark.Research.Training;

/// <summary>What a file trained elsewhere does not say of its model.</summary>
public sealed record ForeignModelRequest
{
    /// <summary>The features of a market that it reads, in their order; null for a model of a table.</summary>
    public FeatureSpecification? Features { get; init; }

    /// <summary>Length of the bars, for a model of a market.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The instrument that it was trained on, for a model of a market; may be empty.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>The columns that it reads, for a model of a table.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>What it predicts, for a model of a market.</summary>
    public LabelRule? Label { get; init; }

    /// <summary>What it predicts; null takes it from the label, and without one values.</summary>
    public LearningTask? Task { get; init; }

    /// <summary>Rows that it reads; 0 takes them from the file.</summary>
    public int Window { get; init; }

    /// <summary>How a window lies in its input.</summary>
    public OnnxLayout Layout { get; init; }

    /// <summary>The program that imports it.</summary>
    public string Build { get; init; } = "";
}
