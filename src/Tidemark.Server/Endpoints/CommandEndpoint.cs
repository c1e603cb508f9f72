using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Tidemark.Engine.Events;
using Tidemark.Node.Sessions;
using Tidemark.Server.Answers;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Endpoints;

/// <summary>Takes what a person asks of the session.</summary>
internal sealed class CommandEndpoint(ISessionView session, Action stop, ILogger log)
{
    private static readonly ApiOperation Operation = new("postCommand", "Ask the session to pause, resume, flatten or stop", "Session")
    {
        Details = "The session journals the command and does it between two events; its status tells when it is done.",
        Request = AnswerJson.Default.CommandRequest,
        RequestExample = """{"command": "pause", "reason": "news at 14:30"}""",
        Answer = AnswerJson.Default.CommandAnswer,
        AnswerStatus = StatusCodes.Status202Accepted,
        AnswerDescription = "The session has taken the command.",
        Refusals =
        [
            (403, "A page of another site asked for it."),
            (409, "The session has ended."),
            (413, "The body is too long."),
            (415, "The body is not JSON."),
        ],
    };

    public void Map(IEndpointRouteBuilder routes) => routes.MapPosting($"{Routes.ApiRoot}/commands", Operation, Handle);

    private async Task Handle(HttpContext context)
    {
        _ = new QueryReader(context.Request, Operation);
        var (command, reason) = await CommandBody.ReadAsync(context).ConfigureAwait(false);
        if (command == SessionCommand.Stop)
        {
            log.LogInformation("stop was asked for: {Reason}", reason);
            context.Response.OnCompleted(() =>
            {
                stop();
                return Task.CompletedTask;
            });
        }
        else
        {
            if (!session.TryAsk(KindOf(command), reason))
                throw new ProblemException(new Problem(409, "sessionEnded", "Session ended", "The session has ended and takes no more commands."));
            log.LogInformation("{Command} was asked for: {Reason}", AnswerJson.Word(command), reason);
        }
        await JsonAnswer.WriteAsync(context, AnswerBuilder.Command(session.Current, command), AnswerJson.Default.CommandAnswer, StatusCodes.Status202Accepted)
            .ConfigureAwait(false);
    }

    private static EngineCommandKind KindOf(SessionCommand command) => command switch
    {
        SessionCommand.Pause => EngineCommandKind.Pause,
        SessionCommand.Resume => EngineCommandKind.Resume,
        SessionCommand.Flatten => EngineCommandKind.Flatten,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "not a command of the engine"),
    };
}
