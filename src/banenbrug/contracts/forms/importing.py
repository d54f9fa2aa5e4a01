"""The first step of reading in a list: which file, or which two that belong together."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts.register.table import MAX_BYTES

MOST_FILES = 2
ENDINGS = ".xlsx,.xlsm,.xls,.ods,.csv,.txt,.json"


class FilesInput(forms.FileInput):
    """Lets a reader choose several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file, or two; each is cleaned as a file of its own."""

    widget = FilesInput(attrs={"accept": ENDINGS})

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files, at least one and at most `MOST_FILES`."""
        files = data if isinstance(data, list) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                gettext("These are %(count)s files. Choose one, or two that belong together.")
                % {"count": len(files)}
            )
        return [super(FilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    """The files."""

    file = FilesField(
        label=_("Your list"),
        help_text=_(
            "Excel (xlsx), OpenDocument (ods), CSV or open contracting data (json), at most "
            "%(size)s MB. Are the amounts in a second file? Choose both at once."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.help_text = field.help_text % {"size": MAX_BYTES // 1024 // 1024}

    def clean_file(self) -> list[tuple[str, bytes]]:
        """Names and contents; refuses files that are larger than can be looked at."""
        files: list[UploadedFile[Any]] = self.cleaned_data["file"]
        if sum(file.size or 0 for file in files) > MAX_BYTES:
            raise forms.ValidationError(
                gettext("This is more than %(size)s MB. Split it in parts.")
                % {"size": MAX_BYTES // 1024 // 1024}
            )
        return [(file.name or "", file.read()) for file in files]
