"""What add-ins of before ask for by its old name; `sto_xl` looks for its modules here as well."""
