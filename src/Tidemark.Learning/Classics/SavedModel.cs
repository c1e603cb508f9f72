using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Reads the state of a classic model; what is missing or damaged is refused by name.</summary>
internal sealed class SavedModel
{
    private readonly ModelState state;

    public SavedModel(ModelState state, int newestVersion)
    {
        this.state = state;
        Version = Number("version");
        if (Version < 1 || Version > newestVersion) throw new InvalidDataException($"this '{state.Kind}' model is of version {Version}; versions 1 to {newestVersion} are known");
    }

    public int Version { get; }

    public LearningTask Task => Enum.TryParse<LearningTask>(Value("task").ToString(), out var task) && Enum.IsDefined(task)
        ? task : throw new InvalidDataException($"this '{state.Kind}' model has the task '{Value("task")}', which is not known");

    public int Number(string name) => Value(name) is JsonValue value && value.TryGetValue<int>(out var number) ? number : throw Damaged(name);

    public bool Flag(string name) => Value(name) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : throw Damaged(name);

    public double[] Doubles(string name) => state.Tensors.TryGetValue(name, out var tensor) ? tensor.Values<double>().ToArray() : throw Damaged(name);

    private JsonNode Value(string name) => state.Settings[name] ?? throw Damaged(name);

    private InvalidDataException Damaged(string name) => new($"this '{state.Kind}' model has no usable '{name}'");
}
