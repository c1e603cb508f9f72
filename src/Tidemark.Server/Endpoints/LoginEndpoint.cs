using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tidemark.Server.Access;
using Tidemark.Server.Pages;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Endpoints;

/// <summary>Turns the token, shown once by a link or a form, into the cookie of a browser.</summary>
internal sealed class LoginEndpoint(Gate gate, SessionCookie cookie)
{
    private static readonly ApiOperation LinkOperation = new("login", "Log a browser in by the printed link", "Open to all")
    {
        Details = "Sets a session cookie and goes on to the page, so that the token does not stay in the address bar. Without a token it shows a form that asks for it.",
        Parameters = [new TextParameter("token", "The token.")],
        AnswerContentType = "text/html",
        AnswerDescription = "The form, when no token is given.",
        Refusals = [(303, "Logged in; go on to the page."), (401, "The token is wrong."), (429, "Too many wrong tokens.")],
    };

    private static readonly ApiOperation FormOperation = new("loginByForm", "Log a browser in by the form", "Open to all")
    {
        FormFields = [new TextParameter("token", "The token.")],
        AnswerStatus = StatusCodes.Status303SeeOther,
        AnswerContentType = "text/html",
        AnswerDescription = "Logged in; go on to the page.",
        Refusals = [(401, "The token is wrong."), (403, "A page of another site asked for it."), (415, "It is not a form."), (429, "Too many wrong tokens.")],
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading("/login", LinkOperation, ByLink).OpenToAll();
        routes.MapPosting("/login", FormOperation, ByForm).OpenToAll();
    }

    private Task ByLink(HttpContext context)
    {
        var token = context.Request.Query["token"].ToString();
        return token.Length == 0 ? LoginPage.WriteAsync(context, null, StatusCodes.Status200OK) : LogInAsync(context, token);
    }

    private async Task ByForm(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            throw new ProblemException(new Problem(415, "notAForm", "Not a form", "Send the field 'token' as application/x-www-form-urlencoded."));
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        await LogInAsync(context, form["token"].ToString()).ConfigureAwait(false);
    }

    private Task LogInAsync(HttpContext context, string token)
    {
        if (gate.Examine(context, token.Trim()) is { } refusal)
            return LoginPage.IsWantedBy(context.Request) ? LoginPage.WriteAsync(context, refusal.Detail, refusal.Status) : ProblemWriter.WriteAsync(context, refusal);
        cookie.Set(context);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
        return Task.CompletedTask;
    }
}
