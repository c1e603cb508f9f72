using System.Text.Json.Nodes;

namespace Tidemark.Learning.Estimators;

/// <summary>A model as data: which kind it is, small settings, and its numbers. One file (safetensors) holds it.</summary>
public sealed record ModelState
{
    /// <summary>The name of its <see cref="ModelDescriptor"/>, which loads it: <c>lstm</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Settings and small facts: task, classes, window, layers.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>Its numbers by name, written in ordinal order of names.</summary>
    public required IReadOnlyDictionary<string, StateTensor> Tensors { get; init; }
}
