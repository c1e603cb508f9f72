namespace Tidemark.Storage.Import.Files;

/// <summary>One table of text: a file, what a compressed file holds, or one entry of a zip archive.</summary>
/// <param name="Name">The path as it was given; for a zip archive of several tables followed by the entry.</param>
/// <param name="ShortName">The same without folders, to be kept as the source of the data.</param>
/// <param name="Text">The bytes of the text, read once from start to end.</param>
/// <param name="ExpectedBytes">About how many bytes of text there are, to reserve room; 0 when nothing is known.</param>
internal sealed record InputTable(string Name, string ShortName, Stream Text, long ExpectedBytes);
