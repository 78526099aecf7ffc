using System.Text;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Credits.AspNetCore.Api;

/// <summary>The header <c>Idempotency-Key</c>: an operation's id, bare or as a quoted string (RFC 8941).</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public static string? Of(HttpRequest request)
    {
        StringValues values = request.Headers[Header];
        return values.Count switch
        {
            0 => null,
            1 => Unquote(values[0] ?? ""),
            _ => throw RequestProblemException.Field(Header, $"{Header}: it is sent once."),
        };
    }

    private static string Unquote(string value)
    {
        if (value is not ['"', .., '"'])
        {
            return value;
        }

        StringBuilder text = new(value.Length);
        for (int i = 1; i < value.Length - 1; i++)
        {
            char c = value[i];
            if (c == '\\')
            {
                i++;
                c = i < value.Length - 1 ? value[i] : '\0';
                if (c is not ('"' or '\\'))
                {
                    throw NotAString();
                }
            }
            else if (c == '"')
            {
                throw NotAString();
            }

            text.Append(c);
        }

        return text.ToString();

        static RequestProblemException NotAString() => RequestProblemException.Field(Header, $"{Header}: what begins and ends with a quotation mark is a quoted string.");
    }
}
