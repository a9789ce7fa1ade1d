variable "environment" {
  description = "dev, staging or prod."
  type        = string
}

variable "region" {
  description = "Region of the state."
  type        = string
}

variable "account_id" {
  description = "AWS account of the environment."
  type        = string
}

variable "github_repository" {
  description = "OWNER/NAME of this repository."
  type        = string
}

variable "github_owner_id" {
  description = "Number of the organisation: gh api /orgs/OWNER --jq .id"
  type        = number
}

variable "github_repository_id" {
  description = "Number of this repository: gh api /repos/OWNER/NAME --jq .id"
  type        = number
}
