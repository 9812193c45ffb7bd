"""The desk: invoices and what became of them; and a party's own."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import invoices, new_invoice

INVOICES = "beheer/plek/<slug:slug>/facturen/"
ONE = f"{INVOICES}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(INVOICES, invoices.invoices, name="invoices"),
    path(f"{INVOICES}nieuw/", new_invoice.new_invoice, name="new_invoice"),
    path(f"{INVOICES}maken/", invoices.make, name="invoices_make"),
    path(f"{INVOICES}maand/", invoices.month, name="invoices_month"),
    path(f"{INVOICES}boekhouding/", invoices.books, name="invoices_books"),
    path(f"{INVOICES}boekhouding.<str:extension>", invoices.export, name="invoices_export"),
    path(ONE, invoices.invoice, name="invoice"),
    path(f"{ONE}factuur.pdf", invoices.pdf, name="invoice_pdf"),
    path(f"{ONE}factuur.xml", invoices.ubl_file, name="invoice_ubl"),
    path(f"{ONE}betaald/", invoices.paid, name="invoice_paid"),
    path(f"{ONE}niet-betaald/", invoices.unpaid, name="invoice_unpaid"),
    path(f"{ONE}herinnering/", invoices.remind, name="invoice_remind"),
    path(f"{ONE}crediteren/", invoices.credit, name="invoice_credit"),
    path("huur/<str:token>/facturen/<int:year>-<int:number>.pdf", invoices.party_pdf, name="party_invoice"),
]
