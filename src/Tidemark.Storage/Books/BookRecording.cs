namespace Tidemark.Storage.Books;

/// <summary>A file of an order book, read whole and checked.</summary>
public sealed record BookRecording(BookColumns Columns, BookReport Report);
