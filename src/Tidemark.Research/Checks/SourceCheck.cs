using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tidemark.Research.Authoring;

namespace Tidemark.Research.Checks;

/// <summary>
/// Looks in the source of a strategy for what no run can show for certain: clocks, chance without a seed, files, the network, threads, and
/// fields that are shared between runs and can change, be it only an element of an array.
/// </summary>
public static class SourceCheck
{
    private static readonly (string Prefix, string Why)[] Forbidden =
    [
        ("System.DateTime.Now", "the wall clock differs from run to run; take Now"),
        ("System.DateTime.UtcNow", "the wall clock differs from run to run; take Now"),
        ("System.DateTime.Today", "the wall clock differs from run to run; take Now"),
        ("System.DateTimeOffset.Now", "the wall clock differs from run to run; take Now"),
        ("System.DateTimeOffset.UtcNow", "the wall clock differs from run to run; take Now"),
        ("System.Environment.", "what a machine says must not decide"),
        ("System.Diagnostics.Stopwatch", "the wall clock differs from run to run"),
        ("System.TimeProvider", "the wall clock differs from run to run; take Now"),
        ("System.Random", "chance differs from run to run and between versions of .NET; take Tidemark.Statistics.Randomness.SeededRandom"),
        ("System.Security.Cryptography.RandomNumberGenerator", "chance differs from run to run"),
        ("System.Guid.NewGuid", "chance differs from run to run"),
        ("System.HashCode", "hash codes differ from run to run"),
        ("System.String.GetHashCode", "hash codes differ from run to run"),
        ("System.Object.GetHashCode", "hash codes differ from run to run"),
        ("System.IO.", "a file can hold the future; take data from the engine (bars, observations)"),
        ("System.Net.", "the network can hold the future and differs from run to run"),
        ("System.Threading.", "threads make the order of things uncertain; a strategy is called from one"),
    ];

    private const string SharedMemory = "it outlives a run: what one run learned, the next one knows beforehand; use fields of the object";
    private static readonly string[] ArrayWriters = ["Fill", "Clear", "Sort", "Reverse", "Resize", "Copy", "ConstrainedCopy"];

    /// <summary>The first place of each kind.</summary>
    /// <param name="path">The C# file; findings name it.</param>
    /// <param name="source">Its text; it compiles.</param>
    public static IReadOnlyList<CheckFinding> Run(string path, string source)
    {
        var compilation = StrategyCompiler.Parse(path, source);
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        var findings = new List<CheckFinding>();
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is FieldDeclarationSyntax or PropertyDeclarationSyntax) CheckShared(path, (MemberDeclarationSyntax)node, findings);
            else if (node is IdentifierNameSyntax or GenericNameSyntax) CheckUse(path, node, model, findings);
            if (node is IdentifierNameSyntax name) CheckElement(path, name, model, findings);
        }
        return findings;
    }

    private static void CheckUse(string path, SyntaxNode node, SemanticModel model, List<CheckFinding> findings)
    {
        if (model.GetSymbolInfo(node).Symbol is not { } symbol || symbol is INamespaceSymbol || node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null) return;
        var name = symbol.ToDisplayString(new SymbolDisplayFormat(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, memberOptions: SymbolDisplayMemberOptions.IncludeContainingType));
        var rule = Array.Find(Forbidden, candidate => name.StartsWith(candidate.Prefix, StringComparison.Ordinal) && IsWholeName(name, candidate.Prefix));
        if (rule.Prefix is not null && !name.StartsWith("System.Threading.CancellationToken", StringComparison.Ordinal)) Add(path, node, $"uses {name}", rule.Why, findings);
    }

    private static bool IsWholeName(string name, string prefix) => prefix.EndsWith('.') || name.Length == prefix.Length || name[prefix.Length] == '.';

    private static void CheckShared(string path, MemberDeclarationSyntax member, List<CheckFinding> findings)
    {
        if (!member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword)) return;
        var type = member switch
        {
            FieldDeclarationSyntax field => field.Declaration.Type.ToString(),
            PropertyDeclarationSyntax property => property.AccessorList is { } accessors && accessors.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) ? property.Type.ToString() : null,
            _ => null,
        };
        if (type is null) return;
        var canChange = !member.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) && member is FieldDeclarationSyntax || member is PropertyDeclarationSyntax
            || new[] { "List<", "Dictionary<", "HashSet<", "Queue<", "Stack<", "SortedDictionary<", "SortedList<" }.Any(collection => type.Contains(collection, StringComparison.Ordinal));
        if (canChange) Add(path, member, "has a static member that can change", SharedMemory, findings);
    }

    /// <summary>A static array may be a table; it must not be written to.</summary>
    private static void CheckElement(string path, IdentifierNameSyntax name, SemanticModel model, List<CheckFinding> findings)
    {
        if (model.GetSymbolInfo(name).Symbol is not { IsStatic: true } symbol || symbol is not (IFieldSymbol { Type: IArrayTypeSymbol } or IPropertySymbol { Type: IArrayTypeSymbol })) return;
        ExpressionSyntax array = name;
        while (array.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == array) array = qualified;
        if (IsWrittenTo(array)) Add(path, name, $"writes to the static array {name.Identifier.ValueText}", SharedMemory, findings);
    }

    private static bool IsWrittenTo(ExpressionSyntax array)
    {
        if (array.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var type, Name: var method } } } })
            return type.ToString() is "Array" or "System.Array" && ArrayWriters.Contains(method.Identifier.ValueText);
        if (array.Parent is not ElementAccessExpressionSyntax element || element.Expression != array) return false;
        return element.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == element,
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression),
            PostfixUnaryExpressionSyntax unary => !unary.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            ArgumentSyntax argument => argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax pairs } tuple ? pairs.Left == tuple : !argument.RefKindKeyword.IsKind(SyntaxKind.None) && !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword),
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    private static void Add(string path, SyntaxNode node, string what, string why, List<CheckFinding> findings)
    {
        var position = node.GetLocation().GetLineSpan().StartLinePosition;
        var subject = $"{path}({position.Line + 1},{position.Character + 1}) {what}";
        if (!findings.Exists(known => known.Explanation == why && known.Actual == what))
            findings.Add(new CheckFinding(CheckFindingKind.ForbiddenInSource, subject, "", null, "", what, why));
    }
}
