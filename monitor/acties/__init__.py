"""What people do with the findings; every write is one transaction with its row in the logboek."""
