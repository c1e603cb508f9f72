using System.Reflection;

namespace Tidemark.Engine.Strategies;

/// <summary>What people should know of a strategy before they give it money; shown by <c>strategy list</c> and <c>strategy show</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AboutAttribute : Attribute
{
    /// <summary>The kind of idea: trend, reversion, breakout, rotation ...</summary>
    public string Group { get; set; } = "";

    /// <summary>Why it might earn something, in a sentence or two.</summary>
    public string Idea { get; set; } = "";

    /// <summary>Entry, exit and stops, complete enough to write it anew.</summary>
    public string Rules { get; set; } = "";

    /// <summary>Who described it where.</summary>
    public string Source { get; set; } = "";

    /// <summary>When it loses.</summary>
    public string FailsWhen { get; set; } = "";

    /// <summary>What a class says of itself; empty where it says nothing.</summary>
    public static AboutAttribute Of(Type strategy) => strategy.GetCustomAttribute<AboutAttribute>() ?? new AboutAttribute();
}
