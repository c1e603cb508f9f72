using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tidemark.Learning.Formats;
using Tidemark.Research.Training;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Locking;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Research.Registry;

/// <summary>
/// Trained models by name and version. A model's file, named by its content, is on the disk before the registry knows of it, and whoever
/// loads it checks its hash: a crash leaves at most a file that nothing names. Several processes may use a registry at once.
/// </summary>
/// <param name="home">Where it lies.</param>
/// <param name="now">The time.</param>
public sealed class ModelRegistry(HomeFolder home, Func<Instant> now)
{
    private const string Extension = ".safetensors";
    private const int HashDigitsOfFile = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ModelVersionStore store = new(home);

    /// <summary>Puts a model in as the next version of its name. The only version of a name becomes its champion, unless it was measured against another.</summary>
    /// <exception cref="BadInputException">The name cannot be one.</exception>
    /// <exception cref="IOException">The disk refuses; nothing is registered.</exception>
    public RegisteredModel Register(TrainedModel model, Registration registration)
    {
        ModelReference.CheckName(registration.Name);
        using var held = Hold("registering a model");
        var (file, hash) = Keep(registration.Name, model);
        var document = ModelDocument.Of(model);
        foreach (var (name, value) in registration.Document) document[name] = value?.DeepClone();
        var row = store.Add(new ModelVersion
        {
            Name = registration.Name,
            MadeAt = now().ToString(),
            Kind = model.Card.Kind,
            File = file,
            FileHash = hash,
            Instrument = registration.Instrument,
            Interval = registration.Interval,
            TrainedFrom = registration.TrainedFrom?.ToString() ?? "",
            TrainedTo = registration.TrainedTo?.ToString() ?? "",
            DataHash = model.Card.DataHash,
            Parent = registration.ComparedWith ?? ChampionOf(registration.Name),
            MadeBy = registration.MadeBy,
            CodeVersion = model.Card.Build,
            Document = document.ToJsonString(),
        }, mayLead: registration.ComparedWith is null);
        return Find(new ModelReference(row.Name, row.Version));
    }

    /// <summary>Every version of every name.</summary>
    public IReadOnlyList<RegisteredModel> List() => [.. store.Versions().GroupBy(row => row.Name).SelectMany(group => Standing(group.Key, [.. group]))];

    /// <summary>The versions of a name.</summary>
    /// <exception cref="BadInputException">There is no such name; the message names the nearest.</exception>
    public IReadOnlyList<RegisteredModel> Versions(string name)
    {
        ModelReference.CheckName(name);
        var rows = store.Versions(name);
        return rows.Count > 0 ? Standing(name, rows) : throw Unknown(name);
    }

    /// <summary>The version that a reference means.</summary>
    /// <exception cref="BadInputException">There is none; the message names what there is.</exception>
    public RegisteredModel Find(ModelReference reference)
    {
        var versions = Versions(reference.Name);
        if (reference.IsLast) return versions[^1];
        if (reference.Version is { } number)
            return versions.FirstOrDefault(one => one.Row.Version == number)
                ?? throw new BadInputException($"there is no version {number} of '{reference.Name}'; there are {string.Join(", ", versions.Select(one => one.Row.Version))}");
        return versions.FirstOrDefault(one => one.Standing == ModelStanding.Champion)
            ?? throw new BadInputException($"'{reference.Name}' has no champion; name a version, such as {versions[^1].Reference}, or promote one");
    }

    /// <summary>Reads the model of a version.</summary>
    /// <exception cref="InvalidDataException">Its file is gone, damaged, or not the one that was registered; the message names it.</exception>
    public static TrainedModel Load(RegisteredModel model)
    {
        if (!File.Exists(model.Path)) throw new InvalidDataException($"{model.Reference}: its file {model.Path} is gone");
        if (HashOf(model.Path) != model.Row.FileHash) throw new InvalidDataException($"{model.Reference}: {model.Path} is not the file that was registered; it was changed or is damaged");
        return TrainedModel.Load(model.Path);
    }

    /// <summary>Makes a version the champion in place of the one that was there when it was looked up.</summary>
    /// <returns>The champion before; null where there was none.</returns>
    /// <exception cref="BadInputException">It is the champion, or the champion was changed since it was looked up.</exception>
    public int? Promote(RegisteredModel model, string reason)
    {
        if (model.Standing == ModelStanding.Champion) throw new BadInputException($"{model.Reference} is the champion already");
        Load(model);
        MakeChampion(model, ModelEventKind.Promoted, reason);
        return model.Champion;
    }

    /// <summary>Makes a version the champion if the champion is still the one that it was measured against.</summary>
    /// <param name="model">The version.</param>
    /// <param name="comparedWith">The champion that it won against.</param>
    /// <param name="reason">Why, for people.</param>
    /// <returns>False when another version is champion by now, or none; nothing is done then.</returns>
    public bool TryPromote(RegisteredModel model, int comparedWith, string reason) => store.TryPromote(EventOf(model, ModelEventKind.Promoted, comparedWith, reason));

    /// <summary>Takes the champion back: the one before it is champion again.</summary>
    /// <returns>The champion now.</returns>
    /// <exception cref="BadInputException">There was none before, or it was removed, or the champion was changed while this looked.</exception>
    public RegisteredModel RollBack(string name, string reason)
    {
        var versions = Versions(name);
        var before = ChampionHistory.Before(store.Events(name), [.. versions.Select(one => one.Row.Version)])
            ?? throw new BadInputException($"'{name}' has no earlier champion to go back to; versions: {string.Join(", ", versions.Select(one => one.Row.Version))}");
        var model = versions.First(one => one.Row.Version == before);
        Load(model);
        MakeChampion(model, ModelEventKind.RolledBack, reason);
        return Find(new ModelReference(name, before));
    }

    /// <summary>Keeps that a version was measured against another and did not win.</summary>
    public void Decline(RegisteredModel model, int comparedWith, string reason) => store.Record(EventOf(model, ModelEventKind.Declined, comparedWith, reason));

    /// <summary>Takes a version out, its file with it.</summary>
    /// <exception cref="BadInputException">It has become the champion since it was looked up, or is so no longer.</exception>
    public void Remove(RegisteredModel model, string reason)
    {
        using var held = Hold("removing a model");
        var isFileUnused = store.TryRemove(model.Row, model.Standing == ModelStanding.Champion, now().ToString(), reason) ?? throw Changed(model.Row.Name);
        if (isFileUnused) File.Delete(model.Path);
    }

    /// <summary>Files of models that no version names: what a crash between file and entry left, or what another database knew.</summary>
    public IReadOnlyList<string> UnknownFiles()
    {
        if (!Directory.Exists(home.ModelFolder)) return [];
        var known = store.Versions().Select(row => Path.Combine(home.ModelFolder, row.File)).ToHashSet(StringComparer.Ordinal);
        return [.. Directory.EnumerateFiles(home.ModelFolder, "*" + Extension, SearchOption.AllDirectories).Where(file => !known.Contains(file)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What happened to a name, the oldest first.</summary>
    public IReadOnlyList<ModelEvent> History(string name) => store.Events(name);

    /// <summary>Looks at the part that a version was measured on in the end, or at any data that share something with it, by whichever training.</summary>
    public IReadOnlyList<TestRead> TestReads(RegisteredModel model)
    {
        var all = store.TestReads();
        var own = all.Where(read => read.Name == model.Row.Name && read.Version == model.Row.Version).ToArray();
        return [.. all.Where(read => own.Any(mine => TestStretch.Overlap(mine, read)))];
    }

    /// <summary>Adds figures to what is known of a version.</summary>
    public RegisteredModel AddToDocument(RegisteredModel model, JsonObject figures)
    {
        var document = model.Document.DeepClone().AsObject();
        foreach (var (name, value) in figures) document[name] = value?.DeepClone();
        store.SetDocument(model.Row.Name, model.Row.Version, document.ToJsonString());
        return Find(new ModelReference(model.Row.Name, model.Row.Version));
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private int? ChampionOf(string name) => store.Names().FirstOrDefault(one => one.Name == name)?.Champion;

    private void MakeChampion(RegisteredModel model, ModelEventKind kind, string reason)
    {
        if (!store.TryPromote(EventOf(model, kind, model.Champion, reason))) throw Changed(model.Row.Name);
    }

    private ModelEvent EventOf(RegisteredModel model, ModelEventKind kind, int? before, string reason) => new(model.Row.Name, model.Row.Version, now().ToString(), kind, before, reason);

    private static BadInputException Changed(string name) => new($"the champion of '{name}' was changed by another process meanwhile; look at it again");

    private IReadOnlyList<RegisteredModel> Standing(string name, IReadOnlyList<ModelVersion> rows)
    {
        var champion = ChampionOf(name);
        var events = store.Events(name);
        return [.. rows.Select(row => new RegisteredModel(row, ChampionHistory.StandingOf(row.Version, champion, events), Path.Combine(home.ModelFolder, row.File)) { Champion = champion })];
    }

    /// <summary>Writes the file under the hash of its content, whole and flushed, before anything names it.</summary>
    private (string File, string Hash) Keep(string name, TrainedModel model)
    {
        using var bytes = new MemoryStream();
        Safetensors.Write(bytes, model.Save());
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        var file = $"{name}/{hash[..HashDigitsOfFile]}{Extension}";
        var folder = Path.Combine(home.ModelFolder, name);
        new Storage.Files.AtomicFile().Replace(Path.Combine(home.ModelFolder, file), folder, stream => stream.Write(bytes.GetBuffer(), 0, (int)bytes.Length));
        return (file, hash);
    }

    private ProcessLock Hold(string purpose) => ProcessLock.Acquire(home.RunFolder, "models", purpose, Patience);

    private BadInputException Unknown(string name)
    {
        var names = store.Versions().Select(row => row.Name).Distinct().ToArray();
        return new BadInputException(names.Length == 0 ? $"there is no model '{name}': none is registered; train one with --name" : $"there is no model '{name}'{NearestNames.Nearest(name, names)}");
    }
}
