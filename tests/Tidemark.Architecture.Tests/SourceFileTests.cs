using System.Text.RegularExpressions;

namespace Tidemark.Architecture.Tests;

/// <summary>What a source file may look like: small, one type, named after it, in the namespace of its folder.</summary>
public partial class SourceFileTests
{
    private const int LargestFile = 400;
    private static readonly string[] ForbiddenFolders = ["Util", "Utils", "Utilities", "Helper", "Helpers", "Common", "Misc", "Enums", "Interfaces", "Classes", "Models", "Managers"];

    [Fact]
    public void Files_AreSmall() =>
        Repository.AssertNone(
            from file in Repository.Sources
            let lines = CodeLines(file)
            where lines > LargestFile
            select $"{file} has {lines} lines of code; at most {LargestFile}");

    [Fact]
    public void Folders_AreNamedAfterConcepts() =>
        Repository.AssertNone(
            from file in Repository.Files
            from folder in file.Split('/')[..^1]
            where ForbiddenFolders.Contains(folder, StringComparer.OrdinalIgnoreCase)
            select $"{file}: the folder '{folder}' names a kind of code, not a concept");

    [Fact]
    public void Files_HoldOneType_WithTheirName() =>
        Repository.AssertNone(
            from file in Repository.Sources
            let types = TopLevelTypes(file)
            where types.Count > 0
            from complaint in Complaints(file, types)
            select complaint);

    [Fact]
    public void Namespaces_FollowFolders() =>
        Repository.AssertNone(
            from file in Repository.Sources
            where Path.GetFileName(file) != "Program.cs"
            let expected = ExpectedNamespace(file)
            let line = Repository.Lines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
            where line is not null && line != $"namespace {expected};"
            select $"{file}: expected 'namespace {expected};', found '{line}'");

    [Fact]
    public void Sources_HaveNothingUnfinished() =>
        Repository.AssertNone(
            from file in Repository.Sources
            from line in Repository.Lines(file).Select((text, index) => (text, number: index + 1))
            where Unfinished().IsMatch(line.text) && !file.EndsWith("SourceFileTests.cs", StringComparison.Ordinal)
            select $"{file}:{line.number}: {line.text.Trim()}");

    [Fact]
    public void Sources_HaveNoRegions() =>
        Repository.AssertNone(Repository.Sources.Where(f => Repository.Lines(f).Any(l => l.TrimStart().StartsWith("#region", StringComparison.Ordinal))));

    [Fact]
    public void Tests_DoNotSleep() =>
        Repository.AssertNone(
            from file in Repository.Sources
            where file.StartsWith("tests/", StringComparison.Ordinal) && !file.EndsWith("SourceFileTests.cs", StringComparison.Ordinal)
            where Repository.Read(file).Contains("Thread.Sleep(", StringComparison.Ordinal)
            select $"{file} sleeps; wait for a condition instead");

    [GeneratedRegex(@"NotImplemented" + @"Exception|\bTO" + @"DO\b|\bFIX" + @"ME\b|\bHA" + @"CK\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^(?<access>public |internal |file |private )?(?:(?:static|sealed|abstract|readonly|partial|unsafe|ref|new) )*(?:class|record struct|record class|record|struct|interface|enum|delegate \S+) (?<name>\w+)(?<rest>.*)$")]
    private static partial Regex TypeDeclaration();

    /// <summary>Lines that are neither blank nor only a comment.</summary>
    private static int CodeLines(string file)
    {
        var count = 0;
        var isInComment = false;
        foreach (var line in Repository.Lines(file).Select(l => l.Trim()))
        {
            if (isInComment)
            {
                isInComment = !line.Contains("*/", StringComparison.Ordinal);
                continue;
            }
            if (line.StartsWith("/*", StringComparison.Ordinal))
            {
                isInComment = !line.Contains("*/", StringComparison.Ordinal);
                continue;
            }
            if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)) count++;
        }
        return count;
    }

    private static List<Match> TopLevelTypes(string file) =>
        [.. Repository.Lines(file).Select(l => TypeDeclaration().Match(l)).Where(m => m.Success && m.Groups["access"].Value != "file ")];

    /// <summary>
    /// One type to a file. Allowed beside it: the cases of a closed hierarchy (they derive from the first type), the same name with
    /// type parameters, the extension methods of an enum (<c>Sides</c> beside <c>Side</c>), and, in files that end in Views or lie in
    /// Endpoints, the records of one contract. Examples of strategy files are whole in one file.
    /// </summary>
    private static IEnumerable<string> Complaints(string file, List<Match> types)
    {
        var first = types[0].Groups["name"].Value;
        var stem = Path.GetFileName(file).Split('.')[0];
        if (stem.EndsWith("Views", StringComparison.Ordinal) || file.Contains("/Endpoints/", StringComparison.Ordinal) || file.StartsWith("docs/examples/", StringComparison.Ordinal)) yield break;
        if (first != stem) yield return $"{file} holds {first}, which belongs in {first}.cs";
        foreach (var other in types.Skip(1))
        {
            var name = other.Groups["name"].Value;
            var isCase = Regex.IsMatch(other.Groups["rest"].Value, $@":\s*{first}\b") && Repository.Read(file).Contains($"abstract record {first}", StringComparison.Ordinal);
            var isExtension = name == $"{first}s" || name == $"{first}es";
            if (name != first && !isCase && !isExtension) yield return $"{file} holds {name} besides {first}; one type a file";
        }
    }

    private static string ExpectedNamespace(string file)
    {
        var folders = file.Split('/')[1..^1];
        return folders[0] == "Tidemark.Domain" ? folders[0] : string.Join('.', folders);
    }
}
