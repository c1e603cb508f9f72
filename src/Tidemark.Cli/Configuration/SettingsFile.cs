using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tidemark.Cli.Configuration;

/// <summary>
/// Reads the configuration file: a mapping of sections, each a mapping of keys to plain values. Nothing else of YAML is used, so
/// that a file can be read at a glance: no lists, anchors, tags or second documents.
/// </summary>
internal static class SettingsFile
{
    /// <param name="path">The file.</param>
    /// <param name="problems">Gets a line for each key that names no setting.</param>
    /// <exception cref="BadInputException">The file cannot be read or is not such a mapping; the message names file and line.</exception>
    public static IReadOnlyList<GivenSetting> Read(string path, List<string> problems)
    {
        try
        {
            using var text = new StreamReader(path);
            return new Reading(path, problems).Read(new Parser(text));
        }
        catch (YamlException e)
        {
            throw new BadInputException($"{path}:{e.Start.Line}: {(e.InnerException ?? e).Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private sealed class Reading(string path, List<string> problems)
    {
        private readonly List<GivenSetting> given = [];
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public List<GivenSetting> Read(Parser parser)
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return given;
            if (!IsEmpty(parser))
            {
                Expect<MappingStart>(parser, "a section such as 'server:'");
                while (!parser.TryConsume<MappingEnd>(out _)) ReadSection(parser);
            }
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second)) throw Error(second, "a second document starts here; the configuration is one");
            return given;
        }

        private void ReadSection(Parser parser)
        {
            var name = Key(parser, "a section");
            var section = SettingSections.All.FirstOrDefault(s => s.Name == name.Value);
            if (section is null) problems.Add($"{Place(name)}: there is no section '{name.Value}'{NearestNames.Hint(name.Value, SettingSections.All.Select(s => s.Name))}");
            if (!seen.Add(name.Value)) throw Error(name, $"the section '{name.Value}' stands here a second time");
            if (section is null)
            {
                parser.SkipThisAndNestedEvents();
                return;
            }
            if (IsEmpty(parser)) return;
            Expect<MappingStart>(parser, $"keys of '{name.Value}', each on a line of its own and indented");
            while (!parser.TryConsume<MappingEnd>(out _)) ReadSetting(parser, section);
        }

        private void ReadSetting(Parser parser, SettingSection section)
        {
            var key = Key(parser, $"a key of '{section.Name}'");
            if (!seen.Add($"{section.Name}.{key.Value}")) throw Error(key, $"the key '{key.Value}' stands here a second time");
            if (section.Settings.All(s => s.Name != key.Value))
            {
                problems.Add($"{Place(key)}: there is no key '{key.Value}' in '{section.Name}'{NearestNames.Hint(key.Value, section.Settings.Select(s => s.Name))}");
                parser.SkipThisAndNestedEvents();
                return;
            }
            if (IsEmpty(parser)) throw Error(key, $"'{key.Value}' has no value; give it one or remove the line");
            var value = Expect<Scalar>(parser, $"one value for '{key.Value}'");
            given.Add(new GivenSetting($"{section.Name}.{key.Value}", value.Value, Place(key)));
        }

        private Scalar Key(Parser parser, string what)
        {
            var key = Expect<Scalar>(parser, what);
            return key.Value.Length > 0 ? key : throw Error(key, $"{what} has no name");
        }

        private T Expect<T>(Parser parser, string what) where T : ParsingEvent
        {
            if (parser.TryConsume<T>(out var found) && found is not NodeEvent { Anchor.IsEmpty: false }) return found;
            throw Error(found ?? parser.Current!, $"expected {what}");
        }

        /// <summary>Takes a value that is not there, as of a section whose keys are all comments.</summary>
        private static bool IsEmpty(Parser parser)
        {
            if (!parser.Accept<Scalar>(out var scalar) || scalar is not { Value: "", Style: ScalarStyle.Plain, Anchor.IsEmpty: true }) return false;
            parser.MoveNext();
            return true;
        }

        private string Place(ParsingEvent at) => $"{path}:{at.Start.Line}";

        private BadInputException Error(ParsingEvent at, string reason) => new($"{Place(at)}: {reason}");
    }
}
