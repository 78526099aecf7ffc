using System.Data.Common;

namespace Credits.Tests.Snippets;

/// <summary>Code of the README, kept compiling; <see cref="ReadmeTests"/> compares the two.</summary>
internal sealed class OrderSnippets(ICredits credits, OrderSnippets.IOrders orders)
{
    public interface IOrders
    {
        Task InsertAsync(Order order, DbTransaction transaction, CancellationToken cancellationToken);
    }

    // begin: order
    public async Task<CreditResult<Debit>> OrderAsync(DbConnection connection, string organisation, Actor user, Order order, CancellationToken cancellationToken)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        CreditResult<Debit> debit = await credits.Enlist(transaction)
            .ConsumeAsync(organisation, "visual-comparison", user, order.Pages, operation: $"order-{order.Id}", cancellationToken: cancellationToken);
        if (debit.Refusal is null && !debit.IsReplayed)
        {
            await orders.InsertAsync(order, transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return debit; // Refused, or taken before: the transaction is rolled back, and nothing happens now.
    }
    // end

    public sealed record Order(string Id, int Pages);
}
