namespace Tidemark.Strategies.Files;

/// <summary>Opens strategies that are not built in: a C# file, a YAML document, a plugin assembly.</summary>
public interface IStrategyFiles
{
    /// <summary>Opens a file; opening the same content twice gives the same factory.</summary>
    /// <param name="name">The path, with <c>#ClassName</c> behind it where the file holds several strategies.</param>
    /// <exception cref="BadInputException">There is no such file, or it is not a strategy; the message names file, line and reason.</exception>
    StrategyFile Open(string name);

    /// <summary>Whether there is such a file, whatever it holds.</summary>
    /// <param name="name">The path, with <c>#ClassName</c> behind it or not.</param>
    bool Exists(string name);
}
