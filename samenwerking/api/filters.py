"""Filtering by the FilterSet of a view; the query keys themselves are checked before."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend


class Sleutels(BaseFilterBackend):
    """A queryset goes through the FilterSet; a list of rows through `kies` of the view."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """What fits the query keys."""
        filterset = getattr(view, "filterset_class", None)
        if filterset is None:
            return queryset
        if isinstance(queryset, QuerySet):
            return filterset(request.query_params, queryset=queryset, request=request).qs
        return view.kies(queryset, gegeven(view))

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Nothing: the schema reads the query keys of the view itself."""
        return []


def gegeven(view: Any) -> dict[str, Any]:
    """Name -> value of the filters that were given, read by their field."""
    vraag, filters = view.request.query_params, view.filterset_class.base_filters
    return {naam: filters[naam].field.clean(vraag[naam]) for naam in filters if naam in vraag}
