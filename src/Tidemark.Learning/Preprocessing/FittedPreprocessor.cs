using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>
/// Preprocessing that has learnt: it takes rows one after another, without allocating, and gives a whole table the same values. Steps such as
/// forward filling remember rows: begin at the first row, or after <see cref="Reset"/>, and leave none out.
/// </summary>
public sealed class FittedPreprocessor
{
    /// <summary>The kind under which the state is saved.</summary>
    public const string Kind = "preprocessing";

    private const int Version = 1;
    private readonly ImmutableArray<FittedStep> steps;
    private readonly float[] row;

    internal FittedPreprocessor(ImmutableArray<string> inputs, ImmutableArray<FittedStep> steps)
    {
        this.steps = steps;
        Inputs = inputs;
        Columns = steps.Aggregate(inputs, (names, step) => step.Names(names));
        row = new float[steps.Aggregate(inputs.Length, (widest, step) => Math.Max(widest, step.Outputs))];
    }

    internal ImmutableArray<FittedStep> Steps => steps;

    /// <summary>Names of the columns that it reads.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>Names of the columns that it gives.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>How many rows before a row change what is made of that row; <see cref="int.MaxValue"/> where there is no end to it.</summary>
    public int Reach => (int)Math.Min(steps.Sum(step => (long)step.Reach), int.MaxValue);

    /// <summary>Whether rows stay as they are.</summary>
    public bool IsIdentity => steps.IsEmpty;

    /// <summary>Names of the columns that were chosen out of more; empty where all go on.</summary>
    public ImmutableArray<string> Kept => steps.Any(step => step is FittedKeep) ? Columns : [];

    /// <summary>The same, after which only some columns go on.</summary>
    /// <param name="kept">Numbers of them in <see cref="Columns"/>.</param>
    public FittedPreprocessor Keeping(IEnumerable<int> kept) => new(Inputs, [.. steps, new FittedKeep(Columns.Length, [.. kept.Order()])]);

    /// <summary>Another of the same that has seen no row, for another thread.</summary>
    public FittedPreprocessor Copy() => Load(Save());

    /// <summary>Nothing is done.</summary>
    public static FittedPreprocessor None(ImmutableArray<string> columns) => new(columns, []);

    /// <summary>Steps that fill and scale by numbers that are known.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="fill">What stands in for a missing value, one a column; null where it stays missing.</param>
    /// <param name="scale">Offsets and widths, one pair a column; null for none.</param>
    public static FittedPreprocessor Of(ImmutableArray<string> columns, double[]? fill, (double[] Offsets, double[] Widths)? scale)
    {
        var steps = ImmutableArray.CreateBuilder<FittedStep>();
        if (fill is not null) steps.Add(new FittedFill(fill));
        if (scale is { } known) steps.Add(new FittedScaling(known.Offsets, known.Widths));
        return new FittedPreprocessor(columns, steps.ToImmutable());
    }

    /// <summary>Changes the next row.</summary>
    /// <param name="features">As many values as <see cref="Inputs"/>; NaN is a missing value.</param>
    /// <param name="output">Room for as many values as <see cref="Columns"/>.</param>
    /// <returns>Whether the row may be used: false where a step drops it, for a missing value; what is written then is of no use.</returns>
    public bool Apply(ReadOnlySpan<float> features, Span<float> output)
    {
        if (features.Length != Inputs.Length || output.Length != Columns.Length) throw new ArgumentException($"rows of {Inputs.Length} values become rows of {Columns.Length}, not {features.Length} and {output.Length}");
        features.CopyTo(row);
        var isUsable = true;
        foreach (var step in steps) isUsable &= step.Apply(row);
        row.AsSpan(0, output.Length).CopyTo(output);
        return isUsable;
    }

    /// <summary>Changes consecutive rows, of which the first ones are only read: as many as <see cref="Reach"/>.</summary>
    /// <param name="rows">Whole rows, row-major.</param>
    /// <param name="output">Whole rows for all but those.</param>
    /// <param name="isUsable">For each of the rows given whether it may be used.</param>
    public void Apply(ReadOnlySpan<float> rows, Span<float> output, Span<bool> isUsable)
    {
        Reset();
        var (width, reach) = (Inputs.Length, Reach);
        for (var i = 0; i < rows.Length / width; i++)
        {
            rows.Slice(i * width, width).CopyTo(row);
            var usable = true;
            foreach (var step in steps) usable &= step.Apply(row);
            if (i < reach) continue;
            row.AsSpan(0, Columns.Length).CopyTo(output[((i - reach) * Columns.Length)..]);
            isUsable[i - reach] = usable;
        }
    }

    /// <summary>Changes a whole table, from its first row on.</summary>
    /// <returns>The table, and for each row whether it may be used.</returns>
    public (FeatureTable Table, bool[] IsUsable) Apply(IFeatureSource features)
    {
        if (features.Columns != Inputs.Length) throw new ArgumentException($"the table has {features.Columns} columns, not {Inputs.Length}");
        Reset();
        var result = Applied(steps, features, Columns.Length);
        Reset();
        return result;
    }

    /// <summary>Forgets the rows that it has seen.</summary>
    public void Reset()
    {
        foreach (var step in steps) step.Reset();
    }

    /// <summary>Everything that makes the same again.</summary>
    public ModelState Save()
    {
        var tensors = new Dictionary<string, StateTensor>(StringComparer.Ordinal);
        var saved = new JsonArray();
        for (var i = 0; i < steps.Length; i++)
        {
            var (settings, number) = (new JsonObject { ["kind"] = steps[i].Kind }, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            steps[i].Save(settings, (name, tensor) => tensors.Add($"{number}.{name}", tensor));
            saved.Add((JsonNode)settings);
        }
        return new ModelState
        {
            Kind = Kind,
            Settings = new JsonObject { ["version"] = Version, ["inputs"] = new JsonArray([.. Inputs.Select(name => (JsonNode)JsonValue.Create(name))]), ["steps"] = saved },
            Tensors = tensors,
        };
    }

    /// <summary>Makes a saved one again.</summary>
    /// <exception cref="InvalidDataException">The state is damaged, of another kind, or of a newer version.</exception>
    public static FittedPreprocessor Load(ModelState state)
    {
        if (state.Kind != Kind) throw new InvalidDataException($"a state of kind '{state.Kind}' is no preprocessing");
        try
        {
            var version = (int)state.Settings["version"]!;
            if (version > Version) throw new InvalidDataException($"preprocessing of version {version} is newer than this program, which knows {Version}");
            ImmutableArray<string> inputs = [.. state.Settings["inputs"]!.AsArray().Select(name => (string)name!)];
            var (steps, width) = (ImmutableArray.CreateBuilder<FittedStep>(), inputs.Length);
            foreach (var settings in state.Settings["steps"]!.AsArray())
            {
                var step = SavedSteps.Load(settings!.AsObject(), name => state.Tensors[$"{steps.Count}.{name}"], width);
                if (step.Inputs != width) throw new InvalidDataException($"step {steps.Count} of the preprocessing reads {step.Inputs} columns, not {width}");
                steps.Add(step);
                width = step.Outputs;
            }
            return new FittedPreprocessor(inputs, steps.ToImmutable());
        }
        catch (Exception failure) when (failure is KeyNotFoundException or NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"the preprocessing is damaged: {failure.Message}", failure);
        }
    }

    internal static (FeatureTable Table, bool[] IsUsable) Applied(ImmutableArray<FittedStep> steps, IFeatureSource features, int columns)
    {
        var (values, isUsable) = (new float[checked(features.Rows * columns)], new bool[features.Rows]);
        Span<float> row = new float[steps.Aggregate(features.Columns, (widest, step) => Math.Max(widest, step.Outputs))];
        for (var i = 0; i < isUsable.Length; i++)
        {
            features.Read(i, 1).CopyTo(row);
            isUsable[i] = true;
            foreach (var step in steps) isUsable[i] &= step.Apply(row);
            row[..columns].CopyTo(values.AsSpan(i * columns));
        }
        return (new FeatureTable(values, columns), isUsable);
    }
}
