using Credits;

namespace OrderWithCredits;

/// <summary>What happens to an order and its debit, when all goes well and when it does not.</summary>
internal sealed class Story(Shop shop, ICreditsAdmin admin)
{
    private readonly WalletId _wallet = "acme";
    private readonly Actor _ada = Actor.Member("u1", "Ada");

    public async Task TellAsync()
    {
        await shop.CreateTableAsync();
        (await admin.OpenWalletAsync(_wallet, Actor.System)).GetValueOrThrow();
        (await admin.PurchaseAsync(_wallet, new(100), Actor.System)).GetValueOrThrow();
        await ShowAsync("Acme has bought credits");

        Order first = new("2026-001", Reports: 3);
        CreditResult<Debit> taken = await shop.TakeAsync(_wallet, _ada, first, () => ShowAsync($"Order {first.Id} is inside its transaction; others see"));
        await ShowAsync($"Committed: {taken.Value.Amount} credits were taken; others see");

        CreditResult<Debit> again = await shop.TakeAsync(_wallet, _ada, first);
        await ShowAsync($"Sent once more, it is {(again.IsReplayed ? "known and happens once" : "taken twice")}");

        try
        {
            await shop.TakeAsync(_wallet, _ada, new("2026-002", Reports: 2), () => throw new IOException("the printer is on fire"));
        }
        catch (IOException failure)
        {
            await ShowAsync($"Order 2026-002 failed after its debit ({failure.Message}): both are rolled back");
        }

        CreditResult<Debit> refused = await shop.TakeAsync(_wallet, _ada, new("2026-003", Reports: 50));
        await ShowAsync($"Order 2026-003 was refused ({WireNames.Of(refused.Refusal!.Code)}): there is no order");

        CreditResult<CaptureReceipt> produced = await shop.ProduceAsync(_wallet, _ada, new("2026-004", Reports: 5), () => Task.FromResult(4));
        await ShowAsync($"Order 2026-004 reserved 5 reports and captured the 4 produced, {produced.Value.Amount} credits");
    }

    /// <summary>What anybody sees who is not inside the transaction.</summary>
    private async Task ShowAsync(string what)
    {
        WalletBalance balance = (await admin.GetBalanceAsync(_wallet, Actor.System)).GetValueOrThrow();
        Console.WriteLine($"{what + ":",-88} orders {await shop.CountAsync()}, credits {balance.Available}");
    }
}
