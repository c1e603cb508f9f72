namespace Tidemark.Domain;

/// <summary>
/// What a person gave (an option, a file, a line of it) cannot be used. The message is one line that names what and where; the
/// command line prints it and exits with 2.
/// </summary>
public sealed class BadInputException : Exception
{
    public BadInputException(string message) : base(message) { }

    public BadInputException(string message, Exception inner) : base(message, inner) { }
}
