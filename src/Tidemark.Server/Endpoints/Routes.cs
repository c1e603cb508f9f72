using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tidemark.Server.Endpoints;

/// <summary>Adds a route together with its description. Handlers are plain delegates: nothing is reflected over at a start.</summary>
internal static class Routes
{
    public const string ApiRoot = "/api/v1";

    private static readonly string[] Reading = ["GET", "HEAD"];
    private static readonly string[] Posting = ["POST"];

    public static IEndpointConventionBuilder MapReading(this IEndpointRouteBuilder routes, string path, ApiOperation operation, RequestDelegate handle) =>
        routes.MapMethods(path, Reading, handle).WithMetadata(operation);

    public static IEndpointConventionBuilder MapPosting(this IEndpointRouteBuilder routes, string path, ApiOperation operation, RequestDelegate handle) =>
        routes.MapMethods(path, Posting, handle).WithMetadata(operation);

    /// <summary>No token is needed.</summary>
    public static IEndpointConventionBuilder OpenToAll(this IEndpointConventionBuilder route) => route.WithMetadata(Access.OpenToAll.Mark);
}
