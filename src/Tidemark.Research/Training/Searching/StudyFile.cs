using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidemark.Learning.Tuning;

namespace Tidemark.Research.Training.Searching;

/// <summary>A file with every trial of one or several searches, written anew after each: a search that was ended goes on where it was, to the same result.</summary>
internal sealed class StudyFile
{
    private const int Version = 1;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly string path;
    private readonly JsonObject root;

    /// <param name="path">The file; it need not be there yet.</param>
    /// <exception cref="BadInputException">It is not such a file, or damaged.</exception>
    public StudyFile(string path)
    {
        this.path = path;
        root = File.Exists(path) ? Read(path) : new JsonObject { ["version"] = Version, ["studies"] = new JsonObject() };
    }

    /// <summary>The study of a model as far as it came.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fresh">The study as it would begin.</param>
    /// <param name="about">What it was made for: names and values that must be the same.</param>
    /// <param name="figures">Takes the Sharpe ratio and the seconds of each trial.</param>
    /// <exception cref="BadInputException">It was made for something else; the message says what.</exception>
    public Study Resume(string model, Study fresh, JsonObject about, IDictionary<int, (double Ratio, double Seconds)> figures)
    {
        if (root["studies"]?[model] is not JsonObject saved) return fresh;
        try
        {
            foreach (var (name, value) in about)
                if (!JsonNode.DeepEquals(value, saved["about"]![name]))
                    throw new BadInputException($"--study {path}: its search of {model} was made with {name} {saved["about"]![name]?.ToJsonString() ?? "none"} and not {value?.ToJsonString()}; name another file");
            var state = saved["study"]!.DeepClone().AsObject();
            RequireSame(model, state, fresh.Save());
            // More trials than before may be asked for: those that there are stay the first.
            state["settings"] = fresh.Save()["settings"]!.DeepClone();
            var study = Study.Load(state);
            foreach (var (number, pair) in saved["figures"]!.AsObject())
                figures[int.Parse(number, CultureInfo.InvariantCulture)] = ((double?)pair![0] ?? double.NaN, (double)pair[1]!);
            return study;
        }
        catch (Exception failure) when (failure is InvalidDataException or NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new BadInputException($"--study {path}: the search of {model} in it is damaged: {failure.Message}", failure);
        }
    }

    /// <summary>Writes the study of a model; whoever reads the file meets the old or the new one, never a part.</summary>
    public void Save(string model, Study study, JsonObject about, IEnumerable<KeyValuePair<int, (double Ratio, double Seconds)>> figures)
    {
        root["studies"]![model] = new JsonObject
        {
            ["about"] = about.DeepClone(),
            ["study"] = study.Save(),
            ["figures"] = new JsonObject(figures.OrderBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key.ToString(CultureInfo.InvariantCulture),
                (JsonNode?)new JsonArray(double.IsFinite(pair.Value.Ratio) ? pair.Value.Ratio : null, pair.Value.Seconds)))),
        };
        try
        {
            File.WriteAllText(path + ".part", root.ToJsonString(Indented));
            File.Move(path + ".part", path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--study {path}: it cannot be written: {failure.Message}", failure);
        }
    }

    private void RequireSame(string model, JsonObject saved, JsonObject fresh)
    {
        if (!JsonNode.DeepEquals(saved["space"], fresh["space"])) throw new BadInputException($"--study {path}: its search of {model} varies other settings or ranges; name another file");
        var (before, now) = (saved["settings"]!.DeepClone().AsObject(), fresh["settings"]!.DeepClone().AsObject());
        var isFixed = (string?)now["Halving"]?.ToJsonString() is not null || (int)now["Sampler"]! == (int)SamplerKind.Grid;
        foreach (var (name, value) in now)
            if ((isFixed || name != "MostTrials") && !JsonNode.DeepEquals(value, before[name]))
                throw new BadInputException($"--study {path}: its search of {model} was made with {name} {before[name]?.ToJsonString() ?? "none"} and not {value?.ToJsonString()}; name another file");
    }

    private static JsonObject Read(string path)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            if ((int)root["version"]! != Version) throw new BadInputException($"--study {path}: it is of version {root["version"]}, and this program knows version {Version}");
            root["studies"]!.AsObject();
            return root;
        }
        catch (Exception failure) when (failure is JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"--study {path}: it is not a file of searches", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--study {path}: it cannot be read: {failure.Message}", failure);
        }
    }
}
