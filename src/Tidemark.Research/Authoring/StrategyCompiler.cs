using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Tidemark.Research.Authoring;

/// <summary>Compiles a strategy written in one C# file. What most strategies use needs no <c>using</c>.</summary>
internal static class StrategyCompiler
{
    private const int MostErrorsShown = 10;

    private static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.Linq", "Tidemark.Domain", "Tidemark.Engine.Portfolios", "Tidemark.Engine.Strategies",
        "Tidemark.Engine.Strategies.Trades", "Tidemark.Indicators", "Tidemark.Strategies.Trend",
    ];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly CSharpCompilationOptions CompilationOptions = new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
        deterministic: true, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Compiles and loads a file into a context that can be unloaded.</summary>
    /// <param name="path">Where the text came from, for messages.</param>
    /// <param name="source">The text.</param>
    /// <exception cref="BadInputException">It does not compile; one line for each error, with file, line and column.</exception>
    public static Assembly Compile(string path, string source)
    {
        var compilation = Parse(path, source);
        using var program = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(program, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success) throw new BadInputException(Errors(result.Diagnostics));
        program.Position = symbols.Position = 0;
        return new AssemblyLoadContext(path, isCollectible: true).LoadFromStream(program, symbols);
    }

    /// <summary>The program as the compiler sees it; its first tree is the file.</summary>
    public static CSharpCompilation Parse(string path, string source)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, path);
        var usings = string.Concat(Usings.Concat(IndicatorNamespaces()).Distinct(StringComparer.Ordinal).Select(name => $"global using global::{name};\n"));
        return CSharpCompilation.Create(Path.GetFileNameWithoutExtension(path), [tree, CSharpSyntaxTree.ParseText(SourceText.From(usings, Encoding.UTF8), ParseOptions, "usings")], References(), CompilationOptions);
    }

    /// <summary>Every folder of indicators, so that <c>new Macd(12, 26, 9)</c> is found as it stands.</summary>
    private static IEnumerable<string> IndicatorNamespaces() =>
        typeof(Tidemark.Indicators.Indicator).Assembly.GetExportedTypes().Select(type => type.Namespace!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>What this program itself runs on, so that a strategy sees the same types as the engine.</summary>
    private static IEnumerable<MetadataReference> References() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(IsForStrategies).Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsForStrategies(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Microsoft.CSharp.dll"
            || name is "Tidemark.Domain.dll" or "Tidemark.Statistics.dll" or "Tidemark.Indicators.dll" or "Tidemark.Engine.dll" or "Tidemark.Strategies.dll";
    }

    private static string Errors(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ToList();
        var lines = errors.Take(MostErrorsShown).Select(Line).ToList();
        if (errors.Count > MostErrorsShown) lines.Add($"and {errors.Count - MostErrorsShown} more errors");
        return string.Join('\n', lines);
    }

    private static string Line(Diagnostic error)
    {
        var position = error.Location.GetLineSpan();
        return $"{position.Path}({position.StartLinePosition.Line + 1},{position.StartLinePosition.Character + 1}): error {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
