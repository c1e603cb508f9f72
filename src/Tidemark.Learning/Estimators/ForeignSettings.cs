using System.Collections.Immutable;

namespace Tidemark.Learning.Estimators;

/// <summary>Settings as people bring them from other libraries, and what they are here.</summary>
public static class ForeignSettings
{
    /// <summary>The setting of another library that a name means; null where the model has none, or one of its own has the name.</summary>
    public static ForeignSetting? Find(ModelDescriptor model, string name) => HyperParameters.Find(model.Parameters, name) is not null ? null
        : model.Foreign.FirstOrDefault(one => HyperParameters.Plain(one.Name) == HyperParameters.Plain(name));

    /// <summary>Own settings in place of those of other libraries; others stay as they are, unknown ones too.</summary>
    /// <param name="model">The kind of model.</param>
    /// <param name="given">Settings by name.</param>
    /// <returns>The settings, and what a reader should know of those that change nothing.</returns>
    /// <exception cref="ArgumentException">A value is not what is so here; the message names it.</exception>
    public static (ImmutableArray<KeyValuePair<string, string>> Own, ImmutableArray<string> Notes) Translate(ModelDescriptor model, IEnumerable<KeyValuePair<string, string>> given)
    {
        var (own, notes) = (ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(), ImmutableArray.CreateBuilder<string>());
        foreach (var pair in given)
        {
            if (Find(model, pair.Key) is not { } foreign)
            {
                own.Add(pair);
                continue;
            }
            var meant = foreign.Translate(pair.Value);
            own.AddRange(meant);
            if (meant.IsEmpty) notes.Add($"{model.Name}: {foreign.Name}={pair.Value} changes nothing: {foreign.Note}");
        }
        return (own.ToImmutable(), notes.ToImmutable());
    }
}
