namespace Tidemark.Storage.Instruments;

/// <summary>A field of one symbol that cannot be used; the message names the field and the reason.</summary>
internal sealed class DefectException(string message) : Exception(message);
