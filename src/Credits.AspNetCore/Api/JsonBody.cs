using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Credits.AspNetCore.Access;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api;

/// <summary>Reads a body whole, as far as it may be long, and words what is wrong with it.</summary>
internal static class JsonBody
{
    public static async ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        // A form that another site's page could send has another type.
        if (!context.Request.HasJsonContentType())
        {
            throw new RequestProblemException(ProblemCatalog.Of(
                "unsupported_media_type", StatusCodes.Status415UnsupportedMediaType, "The body is not JSON", "Send the body as application/json."));
        }

        int most = CreditsRequest.OptionsOf(context).MaxBodyBytes;
        if (context.Request.ContentLength > most)
        {
            throw TooLong(most);
        }

        PipeReader body = context.Request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            bool ended = read.IsCompleted || read.Buffer.Length > most;
            try
            {
                if (read.Buffer.Length > most)
                {
                    throw TooLong(most);
                }

                if (read.IsCompleted)
                {
                    return Parse(read.Buffer, type);
                }
            }
            finally
            {
                // Whatever comes of it, the server goes on with the connection from here.
                body.AdvanceTo(ended ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            }
        }
    }

    private static T Parse<T>(ReadOnlySequence<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 16 });
            T? value = JsonSerializer.Deserialize(ref reader, type);
            if (value is null || reader.Read())
            {
                throw Invalid("", "The body is one JSON object.");
            }

            return value;
        }
        catch (JsonException malformed)
        {
            string field = malformed.Path is ['$', '.', .. var path] ? path : "";

            // What the converters say is for the caller; what the serialiser says names its own types.
            string reason = malformed.InnerException is null && malformed.Message.StartsWith("It is ", StringComparison.Ordinal)
                ? malformed.Message.Split(" Path: ", 2)[0]
                : field.Length == 0 ? "the body is not the JSON that is expected here." : "there is no such field here, or its value is of another kind, or it is given twice.";
            throw Invalid(field, field.Length == 0 ? reason : $"{field}: {reason}");
        }
    }

    private static RequestProblemException Invalid(string field, string detail)
    {
        ProblemDetails problem = ProblemCatalog.Invalid("invalid_request", field, detail);
        if (field.Length == 0)
        {
            problem.Extensions.Remove("field");
        }

        return new(problem);
    }

    private static RequestProblemException TooLong(int most) => new(ProblemCatalog.Of(
        "body_too_large", StatusCodes.Status413PayloadTooLarge, "The body is too long", $"A body has at most {most} bytes here."));
}
