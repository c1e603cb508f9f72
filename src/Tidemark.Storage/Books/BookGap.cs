namespace Tidemark.Storage.Books;

/// <summary>A place in a file where updates are missing.</summary>
/// <param name="Line">The line of the update that does not follow.</param>
/// <param name="Text">What was expected and what came.</param>
public sealed record BookGap(long Line, string Text);
