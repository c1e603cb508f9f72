using System.CommandLine;
using System.Text.Json;
using Tidemark.Cli.Configuration;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.CommandLine;

/// <summary>What a command gets when it runs: its options, the home, where to print, and when to stop.</summary>
internal sealed class CommandContext
{
    private const int UsualWidth = 120;
    private readonly ParseResult parsed;
    private readonly JsonTarget? json;
    private HomeFolder? home;
    private TidemarkConfiguration? configuration;

    public CommandContext(ParseResult parsed, CancellationToken cancellation)
    {
        this.parsed = parsed;
        Cancellation = cancellation;
        json = parsed.GetResult(CommonOptions.Json) is null ? null : JsonTarget.Of(parsed.GetValue(CommonOptions.Json));
        Output = json is { IsStandardOutput: true } ? TextWriter.Null : parsed.InvocationConfiguration.Output;
        Error = parsed.InvocationConfiguration.Error;
    }

    /// <summary>Canceled by Ctrl-C. Long work passes it on; an <see cref="OperationCanceledException"/> ends the program with 130.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Where tables and sentences go; swallows them when <c>--json -</c> owns standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error, for warnings and notes.</summary>
    public TextWriter Error { get; }

    public bool IsVerbose => parsed.GetValue(CommonOptions.Verbose);

    public HomeFolder Home => home ??= CommonOptions.ResolveHome(parsed.GetValue(CommonOptions.Home));

    /// <summary>The file named with <c>--config</c>, if one is.</summary>
    public string? ConfigurationFile => parsed.GetValue(CommonOptions.Config);

    /// <summary>Settings of the environment and the file; read when first asked for.</summary>
    public TidemarkConfiguration Configuration =>
        configuration ??= TidemarkConfiguration.Load(ConfigurationFile, Home.ConfigurationFile, Environment.GetEnvironmentVariables());

    /// <summary>Refuses a configuration that cannot be used, also where the command asks for no setting. Costs nothing where nothing is configured.</summary>
    /// <exception cref="BadInputException">Something given is wrong; the message names the place and the nearest valid name.</exception>
    public void CheckConfiguration()
    {
        if (ConfigurationFile is not null || File.Exists(Home.ConfigurationFile) || EnvironmentSettings.AreGiven(Environment.GetEnvironmentVariables())) _ = Configuration;
    }

    /// <summary>Whether a person reads <see cref="Output"/> on a terminal, so that colours help.</summary>
    public bool IsOutputTerminal => !ReferenceEquals(Output, TextWriter.Null) && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;

    /// <summary>How many letters a line may have: those of the terminal, and 120 where there is none or it is narrower.</summary>
    public int OutputWidth => IsOutputTerminal ? Math.Max(Console.WindowWidth, UsualWidth) : UsualWidth;

    /// <summary>Whether <see cref="WriteJson"/> would write anything.</summary>
    public bool WantsJson => json is not null;

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>The option if it was typed, else the setting in force.</summary>
    public T Get<T>(Option<T?> option, Setting<T> setting) where T : struct =>
        parsed.GetValue(option) ?? Configuration.Get(setting);

    /// <inheritdoc cref="Get{T}(Option{T?}, Setting{T})"/>
    public T Get<T>(Option<T?> option, Setting<T> setting) where T : class =>
        parsed.GetValue(option) ?? Configuration.Get(setting);

    /// <summary>What was typed for an option, word by word; empty when it was not given.</summary>
    public IEnumerable<string> TextsOf(Option option) => parsed.GetResult(option) is { Implicit: false } given ? given.Tokens.Select(token => token.Value) : [];

    /// <summary>Whether the option was typed, as opposed to having its default.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>
    /// Writes the results where <c>--json</c> says, and nothing without that option. A file appears whole or not at all.
    /// </summary>
    public void WriteJson(Action<Utf8JsonWriter> write) => json?.Write(write);

    /// <summary>A progress bar on standard error, silent when that is not a terminal.</summary>
    /// <param name="label">What is being done: <c>importing</c>.</param>
    /// <param name="total">Units of work; 0 when it is not known.</param>
    public static ProgressBar StartProgress(string label, long total) => new(label, total);
}
