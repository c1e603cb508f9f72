using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Research.Registry;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Cli.Commands.Training;

/// <summary>The one reading of the data that a training keeps for the end: written down before it happens, and set beside earlier ones.</summary>
/// <param name="context">The command.</param>
/// <param name="tried">What is measured, for people.</param>
internal sealed class TestPart(CommandContext context, string tried)
{
    private readonly TestReads reads = ModelSource.TestReads(context);
    private TestRead? read;
    private IReadOnlyList<TestRead> earlier = [];

    /// <summary>Call it before looking.</summary>
    /// <param name="stretch">The data.</param>
    /// <param name="trials">How many settings of models are measured on them.</param>
    /// <returns>Earlier looks.</returns>
    public IReadOnlyList<TestRead> Looking(TestStretch stretch, int trials = 1)
    {
        (read, earlier) = reads.Record(stretch, tried, trials);
        return earlier;
    }

    /// <summary>Keeps what was registered after the look.</summary>
    public void Tie(RegisteredModel model)
    {
        if (read is not null) reads.Tie(read, model);
    }

    /// <summary>Says how often the data were read before; nothing where they were not.</summary>
    public void WriteText()
    {
        if (TestReads.Warning(earlier) is { } warning) context.Output.WriteLine($"\n{warning}");
    }

    /// <summary>The earlier looks; nothing where nothing was read.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        if (read is null) return;
        writer.WriteNumber("testReadsBefore", earlier.Count);
        WriteReads(writer, "earlierTestReads", earlier);
    }

    /// <summary>Looks as a list.</summary>
    public static void WriteReads(Utf8JsonWriter writer, string name, IReadOnlyList<TestRead> reads)
    {
        writer.WriteStartArray(name);
        foreach (var one in reads)
        {
            writer.WriteStartObject();
            if (one.Version is { } version) writer.WriteString("model", string.Create(CultureInfo.InvariantCulture, $"{one.Name}@{version}"));
            writer.WriteString("readAt", one.ReadAt);
            writer.WriteString("tried", one.Tried);
            writer.WriteNumber("trials", one.Trials);
            writer.WriteString("dataHash", one.DataHash);
            writer.WriteString("instrument", one.Instrument);
            writer.WriteString("interval", one.Interval);
            writer.WriteString("from", one.From);
            writer.WriteString("to", one.To);
            writer.WriteNumber("samples", one.Samples);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
