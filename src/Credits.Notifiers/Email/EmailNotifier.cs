using System.Runtime.CompilerServices;
using Credits.Notifications;
using Credits.Pricing;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Credits.Notifiers;

/// <summary>
/// Sends a notice as letters, one for each recipient in his language. A letter's Message-ID is the same whenever it is sent again. Where some of
/// the recipients cannot be reached the others get theirs, the delivery fails, and its repetition in this process is for those who are left.
/// Thread-safe.
/// </summary>
internal sealed class EmailNotifier(
    Func<INoticeRecipients> findRecipients,
    INoticeTemplates templates,
    CreditCatalog catalog,
    IClock clock,
    IOptions<EmailNotifierOptions> options) : INotifier, IDisposable
{
    /// <summary>Made when it is needed: at start a host is told of mistakes in all options together, not of the first one that a service stumbles over.</summary>
    private readonly Lazy<EmailSettings> _settings = new(() => EmailSettings.Of(options.Value));
    private readonly Lazy<INoticeRecipients> _recipients = new(findRecipients);

    /// <summary>Servers refuse who opens too many connections at once.</summary>
    private readonly Lazy<SemaphoreSlim> _connections = new(() => new(options.Value.MaxConnections));
    private readonly PartialDeliveries _partial = new();

    public string Name => "email";

    public async ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (!options.Value.Kinds.Contains(notice.Kind))
        {
            return;
        }

        IReadOnlyList<NoticeRecipient> found = await _recipients.Value.FindAsync(notice, cancellationToken).ConfigureAwait(false);
        NoticeRecipient[] open =
            [.. found.DistinctBy(r => r.Address, StringComparer.OrdinalIgnoreCase).Where(r => !_partial.HasReached(notice.Id, r.Address))];
        if (open.Length == 0)
        {
            _partial.Forget(notice.Id);
            return;
        }

        NoticeWallet wallet = await _recipients.Value.DescribeAsync(notice.Wallet, cancellationToken).ConfigureAwait(false);
        List<NoticeDeliveryException> failures = [];
        List<EmailMessage> letters = [];
        foreach (NoticeRecipient recipient in open)
        {
            if (EmailAddress.TryParse(recipient.Address, out EmailAddress? to, out string? mistake))
            {
                letters.Add(await WriteAsync(notice, recipient, to, wallet, cancellationToken).ConfigureAwait(false));
            }
            else
            {
                failures.Add(new EmailDeliveryException($"The recipient '{HeaderText.Clean(recipient.Address)}' of notice '{notice.Id}' cannot get mail: {mistake}") { IsPermanent = true });
            }
        }

        List<string> reached = [];
        try
        {
            await SendAsync(letters, reached, failures, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (failures.Count > 0 || reached.Count < letters.Count)
            {
                _partial.Keep(notice.Id, reached);
            }
        }

        PartialDeliveries.ThrowIfAny(failures);
        _partial.Forget(notice.Id);
    }

    public void Dispose()
    {
        if (_connections.IsValueCreated)
        {
            _connections.Value.Dispose();
        }
    }

    private async Task<EmailMessage> WriteAsync(Notice notice, NoticeRecipient recipient, EmailAddress to, NoticeWallet wallet, CancellationToken cancellationToken) =>
        new(_settings.Value.From, to, await templates.RenderAsync(new(notice, recipient, wallet, catalog), cancellationToken).ConfigureAwait(false))
        {
            FromName = _settings.Value.FromName,
            ToName = recipient.Name,
            ReplyTo = _settings.Value.ReplyTo,
            Identity = NoticeIdentity.Of(notice, recipient.Address.ToUpperInvariant()),
            NoticeId = notice.Id,
            Date = clock.GetCurrentInstant(),
            Culture = recipient.Culture,
            Recipient = recipient.Address,
        };

    /// <summary>All letters over one connection, as long as it stands.</summary>
    private async Task SendAsync(List<EmailMessage> letters, List<string> reached, List<NoticeDeliveryException> failures, CancellationToken cancellationToken)
    {
        if (letters.Count == 0)
        {
            return;
        }

        await _connections.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            SmtpSession session = await SmtpSession.OpenAsync(_settings.Value.Server, cancellationToken).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable closing = session.ConfigureAwait(false);
            foreach (EmailMessage letter in letters)
            {
                try
                {
                    await session.SendAsync(letter, cancellationToken).ConfigureAwait(false);
                    reached.Add(letter.Recipient);
                }
                catch (EmailDeliveryException failure)
                {
                    failures.Add(failure);
                    if (!await session.TryResetAsync(cancellationToken).ConfigureAwait(false))
                    {
                        return;
                    }
                }
            }
        }
        catch (EmailDeliveryException failure)
        {
            failures.Add(failure);
        }
        finally
        {
            _connections.Value.Release();
        }
    }
}
