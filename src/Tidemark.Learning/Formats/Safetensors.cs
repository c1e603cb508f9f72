using System.Text.Json;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Formats;

/// <summary>
/// Models as safetensors files: eight bytes with the length of a JSON header, the header, and the numbers, little-endian and row-major.
/// The kind and the settings of a model stand in the header's metadata, so that one file holds all of it and any other reader of the
/// format finds the tensors. Source: https://huggingface.co/docs/safetensors, "Format".
/// </summary>
public static class Safetensors
{
    /// <summary>The version of what the metadata hold.</summary>
    public const string Version = "1";

    private const string VersionKey = "tidemark.version";
    private const string KindKey = "tidemark.kind";
    private const string SettingsKey = "tidemark.settings";

    /// <summary>Writes a model; the file appears whole or not at all, and the same model gives the same bytes.</summary>
    public static void Write(string path, ModelState state) => WholeFile.Write(path, stream => Write(stream, state));

    /// <summary>Writes a model.</summary>
    public static void Write(Stream stream, ModelState state) => Write(stream, new TensorFile(MetadataOf(state), state.Tensors));

    /// <summary>Writes tensors of any origin; the file appears whole or not at all.</summary>
    public static void Write(string path, TensorFile file) => WholeFile.Write(path, stream => Write(stream, file));

    /// <summary>Writes tensors of any origin.</summary>
    public static void Write(Stream stream, TensorFile file) => SafetensorsWriter.Write(stream, file);

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, holds no model of this program, or one of a newer version; the message names the place.</exception>
    public static ModelState Read(string path) => ModelOf(ReadTensors(path), path);

    /// <summary>Reads a model.</summary>
    /// <param name="stream">From its position to its end; must know its length.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static ModelState Read(Stream stream, string name) => ModelOf(ReadTensors(stream, name), name);

    /// <summary>Reads the tensors of a file of any origin.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds an element type that is not known; the message names the place.</exception>
    public static TensorFile ReadTensors(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return ReadTensors(stream, path);
    }

    /// <summary>Reads the tensors of a file of any origin.</summary>
    /// <inheritdoc cref="Read(Stream, string)"/>
    public static TensorFile ReadTensors(Stream stream, string name) => SafetensorsReader.Read(stream, name);

    private static Dictionary<string, string> MetadataOf(ModelState state) => new()
    {
        [VersionKey] = Version,
        [KindKey] = state.Kind,
        [SettingsKey] = state.Settings.ToJsonString(),
    };

    private static ModelState ModelOf(TensorFile file, string name)
    {
        if (!file.Metadata.TryGetValue(KindKey, out var kind) || !file.Metadata.TryGetValue(SettingsKey, out var settings))
            throw new InvalidDataException($"{name} holds tensors, but no model of this program (its metadata lack {KindKey})");
        var version = file.Metadata.GetValueOrDefault(VersionKey, "");
        if (version != Version) throw new InvalidDataException($"{name} holds a model in version '{version}' of the format; this program reads {Version}");
        return new ModelState { Kind = kind, Settings = SettingsOf(settings, name), Tensors = file.Tensors };
    }

    private static JsonObject SettingsOf(string text, string name)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new InvalidDataException($"{name}: {SettingsKey} is not a JSON object");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{name}: {SettingsKey} is not JSON: {failure.Message}");
        }
    }
}
