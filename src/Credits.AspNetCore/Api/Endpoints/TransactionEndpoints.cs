using System.Text;
using Credits.AspNetCore.Access;
using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>The rows of the ledger, by page and as a file.</summary>
internal static class TransactionEndpoints
{
    public static void Map(RouteGroupBuilder administrators)
    {
        administrators.MapGet("/transactions", PageAsync).Reads<TransactionsAnswer>("Transactions", "A page of transactions, the newest first");
        administrators.MapGet("/transactions.csv", CsvAsync)
            .WithName("Credits_TransactionsCsv")
            .WithSummary("Transactions as a CSV file, safe to open in a spreadsheet")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    private static async Task<IResult> PageAsync(HttpContext context, [AsParameters] TransactionPageQuery query)
    {
        WalletCall call = WalletCall.Of(context);
        TransactionFilter filter = query.ToFilter();
        int limit = query.Limit.AsNumber("limit", 1, 1_000, 50);
        bool oldestFirst = query.OldestFirst.AsFlag("oldestFirst");
        string? cursor = BoundCursor.Open(query.Cursor.OrNull(), call.Wallet, filter, oldestFirst);
        return WalletCall.Answer(
            await call.Admin.GetTransactionsAsync(call.Wallet, call.Actor, filter, limit, cursor, oldestFirst, call.Aborted).ConfigureAwait(false),
            page => new TransactionsAnswer([.. page.Rows.Select(TransactionAnswer.Of)], BoundCursor.Seal(page.Next, call.Wallet, filter, oldestFirst)),
            ApiJson.Default.TransactionsAnswer);
    }

    private static Task<IResult> CsvAsync(HttpContext context, [AsParameters] TransactionCsvQuery query)
    {
        // Read before anything is sent, so that a mistake can still be answered.
        return Task.FromResult<IResult>(new CsvAnswer(
            WalletCall.Of(context), query.ToFilter(), query.OldestFirst.AsFlag("oldestFirst"), query.ByteOrderMark.AsFlag("bom")));
    }

    /// <summary>Streams the rows as they are read; nothing is sent of a refused export, and one that fails on its way is broken off, not ended.</summary>
    private sealed class CsvAnswer(WalletCall call, TransactionFilter filter, bool oldestFirst, bool byteOrderMark) : IResult
    {
        private const int BufferedCharacters = 16 * 1024;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            SecurityHeaders.Apply(httpContext);
            httpContext.Response.ContentType = "text/csv; charset=utf-8; header=present";
            httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"transactions.csv\"";
            StreamWriter writer = new(httpContext.Response.Body, new UTF8Encoding(byteOrderMark), BufferedCharacters, leaveOpen: true);
            CreditResult<long> written;
            try
            {
                written = await call.Admin.ExportTransactionsAsync(call.Wallet, call.Actor, writer, filter, oldestFirst, call.Aborted).ConfigureAwait(false);
            }
            catch (CreditsUnavailableException failure) when (!httpContext.Response.HasStarted)
            {
                await AnswerAsync(failure.ToProblemResult()).ConfigureAwait(false);
                return;
            }

            if (written.Refusal is { } refusal)
            {
                await AnswerAsync(refusal.ToProblemResult()).ConfigureAwait(false);
                return;
            }

            await writer.DisposeAsync().ConfigureAwait(false);

            Task AnswerAsync(IResult problem)
            {
                httpContext.Response.Clear();
                return problem.ExecuteAsync(httpContext);
            }
        }
    }
}
