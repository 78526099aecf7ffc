// What the server tells the page: addresses, who looks, and what he may.

export const settings = JSON.parse(document.body.dataset.settings);

export const isAdministrator = settings.role === "admin" || settings.role === "system";

export const pageAddress = (page, wallet = settings.wallet) => `${settings.dashboard}/wallets/${encodeURIComponent(wallet)}/${page}`;
