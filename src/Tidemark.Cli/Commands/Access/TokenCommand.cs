using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Configuration;
using Tidemark.Server;
using Tidemark.Server.Access;

namespace Tidemark.Cli.Commands.Access;

/// <summary><c>token</c>: prints the token of the page and the API, or the link that logs a browser in.</summary>
internal static class TokenCommand
{
    private static readonly Option<bool> Link = new("--link") { Description = "Print the link that logs a browser in" };

    private static readonly Option<bool> New = new("--new") { Description = "Make a new token in place of the old one; a running 'start' keeps the old one until it is started again" };

    public static Command Create() =>
        new Command("token", "Print the token that the page and the API ask for")
            .With(Link, New)
            .Example("token --link")
            .Example("token --new")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var isNew = context.Get(New);
        if (isNew && !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(TokenStore.EnvironmentVariable)))
            throw new BadInputException($"--new: {TokenStore.EnvironmentVariable} is set and counts before the token of the home; change or unset it");
        var token = (isNew ? TokenStore.Replace(context.Home) : TokenStore.LoadOrCreate(context.Home)).Token;
        context.Output.WriteLine(context.Get(Link) ? TidemarkServer.LoginLink(AddressOf(context), token) : token.Secret);
        return TidemarkCommandLine.Success;
    }

    /// <summary>Where the server of this home listens, or would by its configuration.</summary>
    private static Uri AddressOf(CommandContext context) =>
        ServerAddressFile.Find(context.Home)
            ?? TidemarkServer.AddressFor(context.Configuration.Get(ServerSettings.Host), context.Configuration.Get(ServerSettings.Port));
}
